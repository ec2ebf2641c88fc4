/** Which formats requests may name, and which one they get when they name none. */
import type { AudioFormat } from '../audio/format.js';

export interface EnabledFormats {
  readonly formats: readonly AudioFormat[];
  /** One of them. */
  readonly format: AudioFormat;
}

/** What is left when nothing else is: every build has it. */
const plainest = 'pcm';

/**
 * Those of `wanted` that this build encodes, in the operator's order. The default is the operator's, as far as it is
 * among them, else the first.
 */
export function enabledFormats(
  wanted: readonly AudioFormat[],
  format: AudioFormat,
  built: readonly string[],
): EnabledFormats {
  const formats = wanted.filter((name) => built.includes(name));
  const [first = plainest] = formats;
  return { formats: [first, ...formats.slice(1)], format: formats.includes(format) ? format : first };
}
