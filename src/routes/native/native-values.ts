/** Checks of values that depend on the server's settings, in the words of kokoro-webui. */
import { type AudioFormat, findFormat } from '../../audio/format.js';
import { DetailedError } from '../../http/detailed-error.js';

/** Formats of this API in its own order, which is also that of its lists. */
export const nativeFormats: readonly AudioFormat[] = ['wav', 'opus', 'pcm', 'mp3', 'flac', 'aac', 'm4a'];

/** The format a body names in any case; absent, null or blank means the first of `enabled`. Throws UNSUPPORTED_FORMAT. */
export function formatOf(value: unknown, enabled: readonly AudioFormat[]): AudioFormat {
  const [usual = 'wav'] = enabled;
  if (value === undefined || value === null) return usual;
  if (typeof value !== 'string') throw wrongFormat('format must be a string.', value);
  if (value.trim() === '') return usual;
  const format = findFormat(value);
  if (format === undefined || !nativeFormats.includes(format))
    throw wrongFormat(`format must be one of: ${nativeFormats.join(', ')}.`, value);
  if (enabled.includes(format)) return format;
  const allowed = enabled.join(', ');
  throw wrongFormat(`format '${format}' is not enabled on this server. Allowed formats: ${allowed}.`, value);
}

function wrongFormat(message: string, value: unknown): DetailedError {
  const input = typeof value === 'string' ? value.slice(0, 200) : value;
  const issue = { type: 'value_error', loc: ['body', 'format'], msg: `Value error, ${message}`, input };
  return new DetailedError('UNSUPPORTED_FORMAT', message, [issue], { field: 'format' });
}

/** Throws TEXT_TOO_LONG for more than `most` code points. */
export function checkLength(text: string, most: number): void {
  if (text.length <= most || [...text].length <= most) return;
  const msg = `String should have at most ${most} characters`;
  const issue = { type: 'string_too_long', loc: ['body', 'text'], msg, input: text.slice(0, 200) };
  throw new DetailedError('TEXT_TOO_LONG', `text: ${msg}`, [{ ...issue, ctx: { max_length: most } }], {
    field: 'text',
  });
}

/** Throws INVALID_REQUEST for a number outside of a range. */
export function checkRange(field: string, value: number, [least, most]: readonly [number, number]): void {
  if (value >= least && value <= most) return;
  const isLow = value < least;
  const [bound, limit] = isLow ? ['greater', least] : ['less', most];
  const msg = `Input should be ${bound} than or equal to ${limit}`;
  const issue = {
    type: `${bound}_than_equal`,
    loc: ['body', field],
    msg,
    input: value,
    ctx: { [isLow ? 'ge' : 'le']: limit },
  };
  throw new DetailedError('INVALID_REQUEST', `${field}: ${msg}`, [issue], { field });
}
