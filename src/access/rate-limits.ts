/** What one key, or one client without keys, may use: requests and characters a minute, utterances at a time. */
import { SpeechError } from '../errors.js';
import { TokenBucket } from './token-bucket.js';

/** 0: no limit. */
export interface Rates {
  readonly rpm: number;
  readonly charsPerMin: number;
  readonly concurrent: number;
}

interface Account {
  readonly requests: TokenBucket;
  readonly characters: TokenBucket;
  utterances: number;
}

/** Seconds that computing may be off by. */
const rounding = 1e-6;
/** Accounts above which those that are idle are forgotten. */
const manyAccounts = 4096;

export class RateLimits {
  readonly #accounts = new Map<string, Account>();

  /** `now` is a clock in ms that never goes back. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Counts a request. Throws RATE_LIMITED. */
  request(owner: string, rates: Rates): void {
    if (rates.rpm === 0) return;
    const wait = this.#account(owner, rates).requests.take(1, this.now());
    if (wait > 0) throw limited(`Rate limit of ${rates.rpm} requests a minute exceeded.`, wait);
  }

  /** Counts characters that will be spoken. Throws RATE_LIMITED. */
  characters(owner: string, rates: Rates, amount: number): void {
    if (rates.charsPerMin === 0) return;
    const wait = this.#account(owner, rates).characters.take(amount, this.now());
    if (wait > 0) throw limited(`Rate limit of ${rates.charsPerMin} characters a minute exceeded.`, wait);
  }

  /** Counts an utterance until the returned function is called. Throws RATE_LIMITED. */
  utterance(owner: string, rates: Rates): () => void {
    if (rates.concurrent === 0) return () => {};
    const account = this.#account(owner, rates);
    if (account.utterances >= rates.concurrent)
      throw limited(`Rate limit of ${rates.concurrent} utterances at a time exceeded.`, 1);
    account.utterances++;
    let counts = true;
    return () => {
      if (counts) account.utterances--;
      counts = false;
    };
  }

  #account(holder: string, { rpm, charsPerMin }: Rates): Account {
    const owner = `${holder} ${rpm} ${charsPerMin}`; // other rates, read from the key file since, begin anew
    const known = this.#accounts.get(owner);
    if (known !== undefined) return known;
    const now = this.now();
    if (this.#accounts.size >= manyAccounts) this.#forgetIdle(now);
    const account = {
      requests: new TokenBucket(rpm, now),
      characters: new TokenBucket(charsPerMin, now),
      utterances: 0,
    };
    this.#accounts.set(owner, account);
    return account;
  }

  #forgetIdle(now: number): void {
    for (const [owner, { requests, characters, utterances }] of this.#accounts)
      if (utterances === 0 && requests.isFull(now) && characters.isFull(now)) this.#accounts.delete(owner);
  }
}

function limited(message: string, waitSec: number): SpeechError {
  return new SpeechError('RATE_LIMITED', message, {
    retryAfterSec: Math.max(1, Math.ceil(waitSec - rounding)),
  });
}
