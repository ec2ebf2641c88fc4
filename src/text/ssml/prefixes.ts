/** Which namespace prefixes are bound where. */

const declaration = 'xmlns:';

export class Prefixes {
  readonly #bound = new Map([
    ['xml', 1],
    ['xmlns', 1],
  ]);
  readonly #declared: (readonly string[])[] = [];

  /** Enters an element. Says what is wrong with its prefixes; undefined if nothing is. */
  open(name: string, attributes: ReadonlyMap<string, string>): string | undefined {
    const declared: string[] = [];
    for (const [attribute, value] of attributes) {
      if (!attribute.startsWith(declaration)) continue;
      if (value === '') return 'must not undeclare prefix';
      const prefix = attribute.slice(declaration.length);
      declared.push(prefix);
      this.#bound.set(prefix, (this.#bound.get(prefix) ?? 0) + 1);
    }
    this.#declared.push(declared);
    const isBound = [name, ...attributes.keys()].every((used) => {
      const colon = used.indexOf(':');
      return colon < 0 || (this.#bound.get(used.slice(0, colon)) ?? 0) > 0;
    });
    return isBound ? undefined : 'unbound prefix';
  }

  /** Leaves the element that was entered last. */
  close(): void {
    for (const prefix of this.#declared.pop() ?? [])
      this.#bound.set(prefix, (this.#bound.get(prefix) ?? 0) - 1);
  }
}
