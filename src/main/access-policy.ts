/** Settings to what the gatekeeper works by, and the key file that may be read again. */
import { AddressBlocks } from '../access/address-blocks.js';
import { ApiKeys, plainKey } from '../access/api-keys.js';
import { FailureThrottle } from '../access/failure-throttle.js';
import { Gatekeeper } from '../access/gatekeeper.js';
import { usualHosts } from '../access/host-check.js';
import { RateLimits } from '../access/rate-limits.js';
import type { Config } from '../config.js';

/** The gatekeeper of a configuration; `keys` are those that count now. */
export function gatekeeper(config: Config, keys: () => ApiKeys): Gatekeeper {
  const throttle = new FailureThrottle({
    limit: config.authFailureLimit,
    windowSec: config.authFailureWindowSec,
    maxBuckets: config.authFailureMaxBuckets,
  });
  return new Gatekeeper({
    keys: asksForKeys(config) ? keys : undefined,
    exempt: config.authExempt,
    throttle,
    throttleWindowSec: config.authFailureWindowSec,
    proxies: config.trustProxyHeaders ? new AddressBlocks(config.trustedProxyIps) : undefined,
    hosts: config.allowedHosts ?? usualHosts(config.host),
    rates: {
      rpm: config.rateLimitRpm,
      charsPerMin: config.rateLimitCharsPerMin,
      concurrent: config.rateLimitConcurrent,
    },
    limits: new RateLimits(),
  });
}

/** True if a key is asked for: when there is one, or the operator says so. */
export function asksForKeys({ requireAuth, apiKey, apiKeysFile }: Config): boolean {
  return requireAuth ?? (apiKey.length > 0 || apiKeysFile !== undefined);
}

/** The keys that stand in the configuration itself. */
export function configuredKeys({ apiKey }: Config): ApiKeys {
  return new ApiKeys(apiKey.map(plainKey));
}
