/** GET /download/{file} and /v1/download/{file}: generated files, their timings and captions. */
import { byteRange } from '../downloads/byte-range.js';
import { downloadName } from '../downloads/download-name.js';
import type { Downloads } from '../downloads/downloads.js';
import type { StoredFile } from '../downloads/stored-file.js';
import { SpeechError } from '../errors.js';
import { getRoute, type Reply, type Request, type Route, type SizedBody } from '../http/route.js';
import { type CaptionFormat, captions } from '../speech/captions.js';

const sidecarTypes = {
  json: 'application/json',
  srt: 'application/x-subrip',
  vtt: 'text/vtt',
} as const;

/** Both routes. */
export function downloadRoutes(downloads: Downloads): Route[] {
  return ['/v1/download/{id}', '/download/{id}'].map((path) =>
    getRoute(
      { path, summary: 'A generated file.', produces: ['audio/*', 'application/json', 'text/vtt'] },
      (request) => reply(downloads, request),
    ),
  );
}

async function reply(downloads: Downloads, request: Request): Promise<Reply> {
  const file = downloads.find(request.parameter);
  if (file !== undefined) return audioReply(file, request);
  const [, name = '', kind] = /^(.+)\.(json|srt|vtt)$/.exec(request.parameter) ?? [];
  const beside = downloads.find(name);
  if (beside === undefined || !beside.hasSidecar || !isSidecar(kind)) throw notFound();
  return sidecarReply(beside, kind, request);
}

function isSidecar(kind: string | undefined): kind is keyof typeof sidecarTypes {
  return kind !== undefined && Object.hasOwn(sidecarTypes, kind);
}

function notFound(): SpeechError {
  return new SpeechError('FILE_NOT_FOUND', 'Audio file not found');
}

function headersOf(contentType: string, stored: string, { query }: Request): Record<string, string> {
  return {
    'content-type': contentType,
    'content-disposition': `attachment; filename="${downloadName(query.get('name') ?? '', stored)}"`,
    'cache-control': 'no-cache',
  };
}

function audioReply(file: StoredFile, request: Request): Reply {
  const headers: Record<string, string> = {
    ...headersOf(file.contentType, file.name, request),
    'accept-ranges': 'bytes',
    'last-modified': new Date(file.createdAt).toUTCString(),
  };
  // What is still being written has no size yet, and no tag that would be true for all of it.
  if (file.state === 'writing') return { status: 200, headers, body: file.follow() };
  const etag = `"${file.name}"`;
  const tagged = { ...headers, etag };
  const { range, ifRange, ifNoneMatch } = request.conditions;
  if (matches(ifNoneMatch, etag)) return { status: 304, headers: tagged, body: '' };
  const isSame = ifRange === '' || ifRange === etag || ifRange === headers['last-modified'];
  const wanted = isSame ? byteRange(range, file.size) : 'whole';
  if (wanted === 'unsatisfiable') {
    return { status: 416, headers: { ...tagged, 'content-range': `bytes */${file.size}` }, body: '' };
  }
  if (wanted === 'whole') return { status: 200, headers: tagged, body: bytesOf(file, 0, file.size) };
  const { first, last } = wanted;
  return {
    status: 206,
    headers: { ...tagged, 'content-range': `bytes ${first}-${last}/${file.size}` },
    body: bytesOf(file, first, last - first + 1),
  };
}

/** A weak tag compares equal, too: RFC 9110 §13.1.2. */
function matches(ifNoneMatch: string, etag: string): boolean {
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}

function bytesOf(file: StoredFile, first: number, length: number): SizedBody {
  file.readers++;
  return {
    length,
    read: (offset) => file.read(first + offset, length - offset),
    close: () => {
      file.readers--;
    },
  };
}

async function sidecarReply(
  file: StoredFile,
  kind: keyof typeof sidecarTypes,
  request: Request,
): Promise<Reply> {
  const headers = headersOf(sidecarTypes[kind], `${file.name}.${kind}`, request);
  try {
    const body = kind === 'json' ? await file.sidecar('timings') : await captionsOf(file, kind, request);
    return { status: 200, headers, body };
  } catch {
    throw notFound(); // removed in the meantime
  }
}

async function captionsOf(file: StoredFile, format: CaptionFormat, { query }: Request): Promise<string> {
  const { text, words } = JSON.parse(await file.sidecar('captions'));
  return captions(words, text, format, { wordStamps: query.get('words') === '1' });
}
