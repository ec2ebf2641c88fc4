/** Finds the number of a feature by its 32-bit key: open addressing, built once when a model is loaded. */

/** Scrambles a key's two parts; the same arithmetic as `mix` in models/train. */
export function mixKey(template: number, a: number, b: number): number {
  let value = Math.imul(a ^ Math.imul(template + 1, 0x9e3779b1), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 15) ^ b, 0xc2b2ae35);
  return value ^ (value >>> 13);
}

export class FeatureTable {
  private readonly mask: number;
  private readonly slots: Int32Array;
  private readonly numbers: Int32Array;

  /** Feature n has the key `keys[n]`. */
  constructor(keys: Uint32Array) {
    let capacity = 1024;
    while (capacity < keys.length * 3) capacity *= 2;
    this.mask = capacity - 1;
    this.slots = new Int32Array(capacity);
    this.numbers = new Int32Array(capacity).fill(-1);
    for (let n = 0; n < keys.length; n++) {
      const key = (keys[n] ?? 0) | 0;
      let slot = key & this.mask;
      while (this.numbers[slot] !== -1) slot = (slot + 1) & this.mask;
      this.slots[slot] = key;
      this.numbers[slot] = n;
    }
  }

  /** The feature's number, -1 if the key is unknown. */
  find(key: number): number {
    let slot = key & this.mask;
    for (;;) {
      const number = this.numbers[slot] ?? -1;
      if (number === -1 || this.slots[slot] === key) return number;
      slot = (slot + 1) & this.mask;
    }
  }
}
