/** A time of day in words. */
import { pair } from './number-reading.js';
import type { Scene } from './scene.js';

export interface Clock {
  readonly hour: string;
  readonly minute?: string | undefined;
  readonly second?: string | undefined;
  /** "AM", "PM" as it is to be spoken. */
  readonly half?: string | undefined;
  /** Part of a span from–to: nobody says "eight o'clock to nine thirty". */
  readonly inRange?: boolean | undefined;
}

/** 7:05 "seven oh five", 3:00 "three o'clock", 14:00 "fourteen hundred", 0:00 "midnight", 7:00 PM "seven PM". */
export function clockWords({ hour, minute, second, half, inRange }: Clock, scene: Scene): string {
  const [hours, minutes] = [Number(hour), Number(minute ?? 0)];
  const head = scene.cardinal(hour);
  const tail = half === undefined ? '' : ` ${half}`;
  const seconds =
    second === undefined || Number(second) === 0
      ? ''
      : ` and ${scene.cardinal(second)} second${Number(second) === 1 ? '' : 's'}`;
  if (minutes > 0 || seconds !== '')
    return `${head} ${minutes === 0 ? "o'clock" : pair((minute ?? '').padStart(2, '0'), scene)}${seconds}${tail}`;
  if (half !== undefined || minute === undefined) return head + tail;
  if (hours === 0) return 'midnight';
  if (hours > 12) return `${head} hundred`;
  return inRange ? head : `${head} o'clock`;
}

/** 1:01:01 "one hour, one minute and one second". */
export function lapse(hour: string, minute: string, second: string, scene: Scene): string {
  const parts = [count(hour, 'hour', scene), count(minute, 'minute', scene)].filter((part) => part !== '');
  const last = count(second, 'second', scene);
  return last === ''
    ? parts.join(' and ') || 'zero seconds'
    : parts.length === 0
      ? last
      : `${parts.join(', ')} and ${last}`;
}

function count(digits: string, unit: string, scene: Scene): string {
  const n = Number(digits);
  return n === 0 ? '' : `${scene.cardinal(digits)} ${unit}${n === 1 ? '' : 's'}`;
}
