/** Bytes to JSON for clients nobody trusts: UTF-8 and depth are checked before anything walks the value. */
import { DetailedError } from './detailed-error.js';

/** Nested arrays and objects that are accepted; a million parse, and whoever walks them runs out of stack. */
const deepest = 64;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Parses a request body. Throws INVALID_JSON for bad UTF-8, bad syntax, lone surrogates and too much depth. */
export function parseJson(bytes: Uint8Array): unknown {
  if (depthOf(bytes) > deepest) throw invalidJson(`Nested deeper than ${deepest} levels`);
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw invalidJson('Not valid UTF-8');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const place = /position (\d+)/.exec(String(error))?.[1];
    throw invalidJson('Not valid JSON', place === undefined ? 0 : Number(place));
  }
  // Only an escape can make a lone surrogate, so most bodies need no walk.
  if (/\\u[dD][89a-fA-F]/.test(text) && holdsLoneSurrogate(value))
    throw invalidJson('Lone surrogate in a string');
  return value;
}

/** How deep brackets nest in JSON, strings left out. Exact for valid JSON, and all that matters for other bytes. */
function depthOf(bytes: Uint8Array): number {
  let depth = 0;
  let most = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (inString) {
      if (byte === 0x5c) at++;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x7b || byte === 0x5b) most = Math.max(most, ++depth);
    else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return most;
}

function holdsLoneSurrogate(value: unknown): boolean {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, member]) => holdsLoneSurrogate(key) || holdsLoneSurrogate(member));
}

function invalidJson(reason: string, position = 0): DetailedError {
  const issue = {
    type: 'json_invalid',
    loc: ['body', position],
    msg: 'JSON decode error',
    input: {},
    ctx: { error: reason },
  };
  return new DetailedError('INVALID_JSON', `JSON decode error: ${reason}`, [issue]);
}
