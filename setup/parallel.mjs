/**
 * Runs `work` for every item, at most `width` at a time; resolves with the results in the items' order.
 * @template T, R
 * @param {T[]} items
 * @param {number} width
 * @param {(item: T) => Promise<R>} work
 * @returns {Promise<R[]>}
 */
export async function mapParallel(items, width, work) {
  /** @type {R[]} */
  const results = [];
  const waiting = items.entries();
  async function worker() {
    for (const [i, item] of waiting) results[i] = await work(item);
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return results;
}
