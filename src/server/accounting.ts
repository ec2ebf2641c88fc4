import type { Pass } from '../access/gatekeeper.js';
import type { Facts } from '../http/route.js';

/**
 * Takes down facts for a log line. The characters of an utterance are noted just before it is admitted: that is when
 * they count. Throws RATE_LIMITED.
 */
export function accounting(facts: Facts, pass: Pass): (more: Facts) => void {
  return (more) => {
    Object.assign(facts, more);
    if (typeof more.characters === 'number') pass.spend(more.characters);
  };
}
