/** One of the peer's rules: the whole text through one replacement. */
import { replaceAll } from '../../span-writer.js';
import type { Mapped } from '../../spans.js';
import type { ClassSwitch } from '../options.js';

export interface Step {
  readonly switch?: ClassSwitch | 'unit_normalization';
  readonly apply: (text: string) => Mapped;
}

/** Patterns are global and take linear time: what the peer leaves unbounded is guarded on the left or bounded here. */
export function step(
  pattern: RegExp,
  replacement: string | ((match: RegExpExecArray) => string),
  only?: Step['switch'],
): Step {
  const read = typeof replacement === 'string' ? () => replacement : replacement;
  return {
    apply: (text) => replaceAll(text, pattern, read),
    ...(only === undefined ? {} : { switch: only }),
  };
}
