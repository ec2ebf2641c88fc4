/** Values by path. Paths match exactly, but for one slash at the end; an element `{id}` stands for any. */

export interface PathMatch<Value> {
  readonly value: Value;
  /** The element that `{id}` stands for, decoded; empty for a path without one. */
  readonly parameter: string;
}

export class PathTable<Value> {
  readonly #exact = new Map<string, Value>();
  readonly #patterns: { readonly elements: readonly string[]; readonly value: Value }[] = [];

  add(path: string, value: Value): void {
    if (path.split('/').includes('{id}')) this.#patterns.push({ elements: path.split('/'), value });
    else this.#exact.set(path, value);
  }

  /** The value of `path`, which has no root path in front. An exact path is stronger than one with a parameter. */
  find(path: string): PathMatch<Value> | undefined {
    const plain = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
    const exact = this.#exact.get(plain);
    if (exact !== undefined) return { value: exact, parameter: '' };
    const elements = plain.split('/');
    for (const pattern of this.#patterns) {
      const parameter = parameterOf(pattern.elements, elements);
      if (parameter !== '') return { value: pattern.value, parameter };
    }
    return undefined;
  }
}

/** `path` as it is below `root`, which may stand before it and need not. */
export function belowRoot(path: string, root: string): string {
  return root !== '' && `${path}/`.startsWith(`${root}/`) ? path.slice(root.length) || '/' : path;
}

/** The parameter of a path that fits; else empty. */
function parameterOf(pattern: readonly string[], elements: readonly string[]): string {
  if (pattern.length !== elements.length) return '';
  let parameter = '';
  for (const [at, element] of pattern.entries()) {
    if (element === '{id}') parameter = decoded(elements[at] ?? '');
    else if (element !== elements[at]) return '';
  }
  return parameter;
}

/** A path element without percent-encoding; empty for one that is broken. */
function decoded(element: string): string {
  try {
    return decodeURIComponent(element);
  } catch {
    return '';
  }
}
