/**
 * Downloads one file over HTTPS into NAME.part, going on where an earlier attempt or an earlier run ended, and gives
 * it its name when its hash is right.
 */
import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { finished } from 'node:stream/promises';
import { get } from './http-request.mjs';
import { startProgress } from './progress.mjs';
import { SourceError } from './source-error.mjs';
import { acceptPart, WrongFileError } from './whole-file.mjs';

/** A connection that dies is taken up again; it is given up after this many in a row that brought nothing. */
const fruitlessAttempts = 3;

/**
 * @typedef {object} Download
 * @property {string} url
 * @property {string} part                where the bytes go
 * @property {number | undefined} bytes   expected length
 * @property {string} label               what the progress line calls it
 * @property {NodeJS.ProcessEnv} env
 * @property {number} [connectMs]         how long a host may be silent before it is skipped
 * @property {number} [stallMs]           how long a running download may be silent before it is taken up again
 */

/** @param {string} path */
async function bytesOf(path) {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}

/**
 * Downloads to `path`, verified. What an earlier run left may be of another file: then it is downloaded once more from
 * the beginning. Throws SourceError or WrongFileError when this source cannot give the file.
 * @param {string} url
 * @param {string} path
 * @param {import('./hash.mjs').Expected} expected
 * @param {{ env: NodeJS.ProcessEnv, say: (line: string) => void, connectMs?: number, stallMs?: number }} options
 */
export async function downloadVerified(url, path, expected, { say, ...options }) {
  const part = `${path}.part`;
  const download = { url, part, bytes: expected.bytes, label: `  ${basename(path)}`, ...options };
  const isContinued = (await bytesOf(part)) > 0;
  if (isContinued) say(`  going on with ${part}`);
  await downloadPart(download);
  try {
    await acceptPart(part, path, expected, url);
  } catch (error) {
    if (!isContinued || !(error instanceof WrongFileError)) throw error;
    say('  what an earlier run left does not fit; downloading from the beginning');
    await downloadPart(download);
    await acceptPart(part, path, expected, url);
  }
}

/**
 * Downloads to `part`. Throws SourceError when this source cannot give the file.
 * @param {Download} download
 */
async function downloadPart(download) {
  let fruitless = 0;
  for (;;) {
    const before = await bytesOf(download.part);
    if (download.bytes !== undefined && before > download.bytes) await rm(download.part);
    else if (before === download.bytes) return;
    try {
      await attempt(download);
      return;
    } catch (error) {
      if (!(error instanceof InterruptedError)) throw error;
      fruitless = (await bytesOf(download.part)) > before ? 0 : fruitless + 1;
      if (fruitless >= fruitlessAttempts) throw error;
    }
  }
}

/** The connection ended before the file did. */
class InterruptedError extends SourceError {}

/** @param {Download} download */
async function attempt({ url, part, bytes, label, env, connectMs = 3000, stallMs = 20_000 }) {
  const have = await bytesOf(part);
  const headers = { 'user-agent': 'kokoro-native-setup', ...(have > 0 ? { range: `bytes=${have}-` } : {}) };
  const response = await get(url, { headers, env, connectMs });
  const isContinued = response.statusCode === 206;
  if (response.statusCode === 416) {
    // What lies here is not a beginning of what lies there.
    response.destroy();
    await rm(part, { force: true });
    throw new InterruptedError(`${url} cannot be continued at byte ${have}`);
  }
  if (response.statusCode !== 200 && !isContinued) {
    response.destroy();
    throw new SourceError(`${url} answered ${response.statusCode}`);
  }
  if (isContinued && !response.headers['content-range']?.startsWith(`bytes ${have}-`)) {
    response.destroy();
    await rm(part, { force: true });
    throw new InterruptedError(`${url} answered another range than was asked for`);
  }
  const start = isContinued ? have : 0;
  const total = bytes ?? (Number(response.headers['content-length']) + start || undefined);
  await receive(response, { part, start, total, label, stallMs });
}

/**
 * Writes what comes to the part, to the last byte that came before a connection broke.
 * @param {import('node:http').IncomingMessage} response
 * @param {{ part: string, start: number, total: number | undefined, label: string, stallMs: number }} options
 */
async function receive(response, { part, start, total, label, stallMs }) {
  const progress = startProgress(label, total);
  const file = createWriteStream(part, { flags: start > 0 ? 'a' : 'w' });
  const written = finished(file);
  // Looked at when the answer has ended; until then a full disk is no unhandled rejection.
  written.catch(() => {});
  let at = start;
  /** @type {Error | undefined} */
  let failure;
  response.setTimeout(stallMs, () =>
    response.destroy(new InterruptedError(`no bytes for ${stallMs / 1000} s`)),
  );
  response.on('data', (/** @type {Buffer} */ chunk) => {
    at += chunk.length;
    progress.at(at);
    if (total !== undefined && at > total) {
      response.destroy(new SourceError(`more than the expected ${total} bytes came`));
    } else if (!file.write(chunk)) {
      response.pause();
      file.once('drain', () => response.resume());
    }
  });
  response.on('error', (error) => {
    failure = error;
  });
  file.on('error', () => response.destroy());
  // Ends in either way: the answer is complete, or the connection is gone.
  await new Promise((resolve) => response.on('close', resolve));
  progress.end();
  file.end();
  await written;
  if (failure instanceof SourceError) throw failure;
  if (failure) throw new InterruptedError(`the connection broke at byte ${at}`);
  if (total !== undefined && at < total)
    throw new InterruptedError(`the connection ended at byte ${at} of ${total}`);
}
