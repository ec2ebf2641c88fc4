import { SpeechError } from '../errors.js';

/** What `curl -d` and plain form posts say of JSON they send. */
const looseTypes = new Set(['text/plain', 'application/x-www-form-urlencoded']);
/** First bytes of JSON that a loose type is believed for: `{`, `[`, `"`. */
const jsonStarts = new Set([0x7b, 0x5b, 0x22]);

/** Throws UNSUPPORTED_MEDIA_TYPE unless the type may announce JSON; `first` is the body's first byte, once known. */
export function checkMediaType(header: string, first: number | undefined): void {
  const type = (header.split(';')[0] ?? '').trim().toLowerCase();
  if (type === '' || type === 'application/json') return;
  if (looseTypes.has(type) && (first === undefined || jsonStarts.has(first))) return;
  throw new SpeechError(
    'UNSUPPORTED_MEDIA_TYPE',
    `Content-Type must be application/json, got ${JSON.stringify(type)}.`,
  );
}
