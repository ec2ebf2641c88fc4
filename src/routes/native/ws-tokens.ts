/** One-time tokens with which pages open WebSockets: browsers cannot send a key there. */
import { randomBytes, timingSafeEqual } from 'node:crypto';

/** Who a token belongs to. */
export interface TokenHolder {
  readonly client: string;
  /** The `Origin` header; empty for none. */
  readonly origin: string;
}

/** What a token stands for. */
export interface Redeemed {
  /** Id of the key it was asked for with; undefined where no key is asked for. */
  readonly key: string | undefined;
}

interface Entry extends TokenHolder, Redeemed {
  readonly proof: string;
  readonly expiresAt: number;
}

export class WsTokens {
  /** In the order of their expiry, because all live equally long. */
  readonly #entries = new Map<string, Entry>();

  /** `most`: tokens that wait to be used; the one that expires first makes room. */
  constructor(
    readonly lifeSec: number,
    private readonly most: number,
    private readonly now = Date.now,
  ) {}

  /** Tokens that can be used. */
  get size(): number {
    this.#expire();
    return this.#entries.size;
  }

  /** Makes a token with its proof, both base64url; it stands for `key`. */
  issue({ client, origin }: TokenHolder, key: string | undefined): { token: string; proof: string } {
    this.#expire();
    const token = randomBytes(24).toString('base64url');
    const proof = randomBytes(16).toString('base64url');
    this.#entries.set(token, { client, origin, proof, key, expiresAt: this.now() + this.lifeSec * 1000 });
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.most) break;
      this.#entries.delete(oldest);
    }
    return { token, proof };
  }

  /** What a token stands for, once, for its holder. A try of another or with a wrong proof uses nothing up. */
  redeem(token: string, proof: string, { client, origin }: TokenHolder): Redeemed | undefined {
    this.#expire();
    const entry = this.#entries.get(token);
    if (entry === undefined || entry.client !== client || !isEqual(entry.proof, proof)) return undefined;
    if (entry.origin !== '' && entry.origin !== origin) return undefined;
    this.#entries.delete(token);
    return entry;
  }

  /** The same for the first of a client's subprotocols that is `kokoro-auth.TOKEN.PROOF`. */
  redeemOffered(protocols: readonly string[], holder: TokenHolder): Redeemed | undefined {
    for (const protocol of protocols) {
      const [, token, proof] = /^kokoro-auth\.([\w-]{1,64})\.([\w-]{1,64})$/.exec(protocol) ?? [];
      if (token !== undefined && proof !== undefined) return this.redeem(token, proof, holder);
    }
    return undefined;
  }

  #expire(): void {
    for (const [token, { expiresAt }] of this.#entries) {
      if (expiresAt > this.now()) return;
      this.#entries.delete(token);
    }
  }
}

function isEqual(known: string, given: string): boolean {
  const [left, right] = [Buffer.from(known), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}
