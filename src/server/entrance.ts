/** What every request passes before its route, HTTP and WebSocket alike: name, origin, key, rate. */
import type { Gatekeeper, Pass } from '../access/gatekeeper.js';
import { SpeechError } from '../errors.js';
import { type CorsPolicy, corsHeaders, isSameOrigin, originAllowed, safetyHeaders } from '../http/headers.js';
import type { Incoming } from '../http/incoming.js';
import { belowRoot } from '../http/path-table.js';

export class Entrance {
  readonly #root: string;

  constructor(
    private readonly gatekeeper: Gatekeeper,
    private readonly cors: CorsPolicy,
    rootPath: string,
  ) {
    this.#root = rootPath.replace(/\/$/, '');
  }

  /** The request with its client as limits, tokens and logs know it. */
  identified(request: Incoming): Incoming {
    return { ...request, client: this.gatekeeper.clientOf(request.visitor).id };
  }

  /** Headers of whatever is answered. */
  headers({ origin, visitor, id }: Incoming): Record<string, string> {
    const host = visitor.headers.host ?? '';
    return { ...safetyHeaders, ...corsHeaders(this.cors, origin, host), 'x-request-id': id };
  }

  /** Throws HOST_FORBIDDEN. */
  checkHost({ visitor }: Incoming): void {
    this.gatekeeper.checkHost(visitor);
  }

  /** True unless a page of another origin asks, which may not read answers. */
  welcomes({ origin, visitor }: Incoming): boolean {
    return origin === '' || originAllowed(this.cors, origin, visitor.headers.host ?? '');
  }

  /** Lets a request in, or throws what its client hears. */
  admit({ method, path, visitor }: Incoming, speaks: boolean): Pass {
    return this.gatekeeper.admit(visitor, { method, path: belowRoot(path, this.#root), speaks });
  }

  /**
   * Lets a WebSocket in, or throws what its client hears. `redeem` tells for which key it brought a token; it is
   * asked last, because asking uses the token up.
   */
  admitSocket(request: Incoming, redeem: () => { readonly key: string | undefined } | undefined): Pass {
    this.checkHost(request);
    const { origin, visitor } = request;
    const isForeign = origin !== '' && !isSameOrigin(origin, visitor.headers.host ?? '');
    if (isForeign && !this.cors.origins.includes('*') && !this.cors.origins.includes(origin))
      throw new SpeechError('ORIGIN_FORBIDDEN', 'This origin may not open a WebSocket.');
    const key = this.gatekeeper.asksForKeys ? redeem()?.key : undefined;
    if (key === undefined) return this.admit(request, true);
    const errand = { method: request.method, path: belowRoot(request.path, this.#root), speaks: true };
    return this.gatekeeper.admitFor(key, visitor, errand);
  }
}
