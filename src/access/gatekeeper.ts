/** Who is let in: the client's identity, its key, and what the key may use. The order is throttle, key, rate. */
import { SpeechError } from '../errors.js';
import type { AddressBlocks } from './address-blocks.js';
import { type ApiKeys, type KeyEntry, type Scope, sha256 } from './api-keys.js';
import { type Client, clientOf } from './client-id.js';
import { credentials } from './credentials.js';
import type { FailureThrottle } from './failure-throttle.js';
import { isAllowedHost } from './host-check.js';
import { isOpen } from './open-paths.js';
import type { RateLimits, Rates } from './rate-limits.js';
import type { Visitor } from './visitor.js';

export interface AccessPolicy {
  /** Undefined: no key is asked for. A function, so that a reloaded key file counts at once. */
  readonly keys: (() => ApiKeys) | undefined;
  readonly exempt: readonly string[];
  readonly throttle: FailureThrottle;
  /** `Retry-After` of a throttled client. */
  readonly throttleWindowSec: number;
  /** Undefined: no proxy's headers are believed. */
  readonly proxies: AddressBlocks | undefined;
  readonly hosts: readonly string[];
  readonly rates: Rates;
  readonly limits: RateLimits;
}

/** What somebody who was let in may use. */
export interface Pass {
  /** The key's id; undefined without one. */
  readonly keyId: string | undefined;
  /** Counts characters that will be spoken. Throws RATE_LIMITED. */
  spend(characters: number): void;
  /** Counts an utterance until the returned function is called. Throws RATE_LIMITED. */
  speak(): () => void;
}

/** What is asked for. */
export interface Errand {
  readonly method: string;
  /** Below the root. */
  readonly path: string;
  /** True if it makes speech. */
  readonly speaks: boolean;
}

export class Gatekeeper {
  constructor(private readonly policy: AccessPolicy) {}

  /** True if a key is asked for. */
  get asksForKeys(): boolean {
    return this.policy.keys !== undefined;
  }

  clientOf(visitor: Visitor): Client {
    return clientOf(visitor, this.policy.proxies);
  }

  /** Throws HOST_FORBIDDEN for a name that is not ours. */
  checkHost({ headers }: Visitor): void {
    if (isAllowedHost(headers.host ?? '', this.policy.hosts)) return;
    throw new SpeechError('HOST_FORBIDDEN', 'This Host is not allowed. See KOKORO_ALLOWED_HOSTS.');
  }

  /** Throws UNAUTHORIZED, AUTH_THROTTLED, FEATURE_DISABLED for a key without the scope, or RATE_LIMITED. */
  admit(visitor: Visitor, errand: Errand): Pass {
    if (isOpen(errand.method, errand.path, this.policy.exempt)) return unmetered;
    const client = this.clientOf(visitor);
    const key = this.#key(visitor, errand, client);
    if (key !== undefined) checkScope(key, errand);
    return this.#pass(key, client);
  }

  /** The same for somebody who brought what stands for the key of an id. */
  admitFor(keyId: string, visitor: Visitor, errand: Errand): Pass {
    const client = this.clientOf(visitor);
    const key = this.policy.keys?.().byId(keyId, Date.now());
    if (key === undefined) throw this.#refusal(client, undefined);
    checkScope(key, errand);
    return this.#pass(key, client);
  }

  #pass(key: KeyEntry | undefined, client: Client): Pass {
    const { limits } = this.policy;
    const rates = ratesOf(key, this.policy.rates);
    const owner = key === undefined ? `client ${client.network}` : `key ${key.id}`;
    limits.request(owner, rates);
    return {
      keyId: key?.id,
      spend: (characters) => limits.characters(owner, rates, characters),
      speak: () => limits.utterance(owner, rates),
    };
  }

  #key(visitor: Visitor, { path }: Errand, client: Client): KeyEntry | undefined {
    const keys = this.policy.keys?.();
    if (keys === undefined) return undefined;
    const sent = credentials(visitor, path);
    for (const credential of sent) {
      const key = keys.find(credential, Date.now());
      if (key === undefined) continue;
      this.policy.throttle.succeeds(client.network);
      return key;
    }
    throw this.#refusal(client, sent[0]);
  }

  #refusal(client: Client, credential: string | undefined): SpeechError {
    const { throttle, throttleWindowSec: retryAfterSec } = this.policy;
    if (throttle.fails(client.network, credential === undefined ? '' : sha256(credential)))
      return new SpeechError('AUTH_THROTTLED', 'Too many authentication failures. Try again later.', {
        retryAfterSec,
      });
    return new SpeechError('UNAUTHORIZED', 'Authentication failed.', {
      cause: credential === undefined ? missingKey : undefined,
    });
  }
}

/** Cause of an UNAUTHORIZED error when no key was sent at all, for dialects that tell. */
export const missingKey = 'no key was sent';

const unmetered: Pass = { keyId: undefined, spend: () => {}, speak: () => () => {} };

function ratesOf(key: KeyEntry | undefined, usual: Rates): Rates {
  return {
    rpm: key?.rpm ?? usual.rpm,
    charsPerMin: key?.charsPerMin ?? usual.charsPerMin,
    concurrent: key?.concurrent ?? usual.concurrent,
  };
}

/** Routes that show or change the server itself. */
const adminPaths = /^\/(debug\/|metrics$|dev\/unload$|v1\/audio\/voices\/combine$)/;

function checkScope({ id, scopes }: KeyEntry, { path, speaks }: Errand): void {
  const needed: Scope = adminPaths.test(path) ? 'admin' : speaks ? 'speak' : 'read';
  if (scopes === undefined || scopes.includes(needed)) return;
  throw new SpeechError('FEATURE_DISABLED', `The key ${JSON.stringify(id)} lacks the scope "${needed}".`);
}
