/** Links to what was spoken: files, ranges, timings, captions. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createFrontEnd } from '../../src/text/front-end.js';
import { type Running, speak, startServer } from '../harness/in-process-server.js';
import { rawRequest } from '../harness/raw-request.js';
import { dictionariesDir } from '../text/english-fixtures.js';

const tempDir = mkdtempSync(join(tmpdir(), 'kokoro-downloads-'));
const reader = createFrontEnd({ dictionariesDir });
let running: Running;
beforeAll(async () => {
  running = await startServer({ tempDir }, {}, reader);
});
afterAll(() => {
  running.server.close();
  rmSync(tempDir, { recursive: true });
});

const input = 'Hello there. [pause:0.5s] Here we are again.';
const asked = { input, response_format: 'wav', return_download_link: true };

const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());
const linkOf = (response: Response): string => response.headers.get('x-download-path') ?? '';

async function spoken(body: object = {}): Promise<{ link: string; body: Buffer; response: Response }> {
  const response = await speak(running.url, { ...asked, ...body });
  expect(response.status).toBe(200);
  return { link: linkOf(response), body: await bytesOf(response), response };
}

/** The file, once it is whole. */
async function file(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(running.url + path, init);
}

describe('the link', () => {
  test.each([true, false])('leads to the same bytes, with stream %s, at both paths', async (stream) => {
    const { link, body } = await spoken({ stream });
    expect(link).toMatch(/^\/download\/tmp[A-Za-z0-9]{16}\.wav$/);
    for (const path of [link, `/v1${link}`]) expect(await bytesOf(await file(path))).toEqual(body);
  });

  test('comes without one for timings unless they are asked for', async () => {
    const { response } = await spoken();
    expect(response.headers.get('x-timing-path')).toBeNull();
    const plain = await speak(running.url, { input, return_timing: true });
    expect(plain.headers.get('x-download-path')).toBeNull();
    await plain.arrayBuffer();
  });

  test('is not there when no file can be made, and speech goes on', async () => {
    const noFolder = join(tempDir, 'file');
    writeFileSync(noFolder, '');
    const blocked = await startServer({ tempDir: join(noFolder, 'below') });
    const response = await speak(blocked.url, asked);
    expect(response.headers.get('x-download-status')).toBe('unavailable');
    expect(response.headers.get('x-download-path')).toBeNull();
    expect((await bytesOf(response)).length).toBeGreaterThan(1000);
    blocked.server.close();
  });

  test('leads to another format where one is asked for', async () => {
    const { link, body } = await spoken({ download_format: 'pcm' });
    expect(link).toMatch(/\.pcm$/);
    const pcm = await bytesOf(await file(link));
    expect(pcm).toEqual(body.subarray(44));
    expect(running.engine.asked.slice(-2).map(({ utterance }) => utterance.format)).toEqual(['wav', 'pcm']);
  });

  test('is refused in a format nobody knows', async () => {
    const response = await speak(running.url, { ...asked, download_format: 'xyz' });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ error: { param: 'download_format' } });
  });
});

describe('the file', () => {
  test('has its type, name, length and tag', async () => {
    const { link, body } = await spoken();
    const response = await file(`${link}?name=../My%20speech.mp3`);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'audio/wav',
      'content-disposition': 'attachment; filename="My_speech.wav"',
      'cache-control': 'no-cache',
      'accept-ranges': 'bytes',
      'content-length': String(body.length),
      etag: expect.stringMatching(/^"\S+"$/),
      'last-modified': expect.stringMatching(/GMT$/),
    });
    await response.arrayBuffer();
    const head = await file(link, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(String(body.length));
  });

  test('is given in parts', async () => {
    const { link, body } = await spoken();
    const part = await file(link, { headers: { range: 'bytes=10-19' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${body.length}`]);
    expect(await bytesOf(part)).toEqual(body.subarray(10, 20));
    const several = await file(link, { headers: { range: 'bytes=0-1,4-5' } });
    expect([several.status, (await bytesOf(several)).length]).toEqual([200, body.length]);
    const behind = await file(link, { headers: { range: `bytes=${body.length}-` } });
    expect([behind.status, behind.headers.get('content-range')]).toEqual([416, `bytes */${body.length}`]);
    const changed = await file(link, { headers: { range: 'bytes=0-1', 'if-range': '"other"' } });
    expect(changed.status).toBe(200);
    await changed.arrayBuffer();
  });

  test('is not sent again to who has it', async () => {
    const { link } = await spoken();
    const etag = (await file(link, { method: 'HEAD' })).headers.get('etag') ?? '';
    const response = await file(link, { headers: { 'if-none-match': `"x", W/${etag}` } });
    expect([response.status, await response.text()]).toEqual([304, '']);
  });

  test('larger than the socket takes at once arrives whole', async () => {
    const { link, body } = await spoken({ input: 'Quite a long sentence to begin with. '.repeat(40) });
    expect(body.length).toBeGreaterThan(2_000_000);
    expect(await bytesOf(await file(link))).toEqual(body);
  });

  test('can be followed while it is written', async () => {
    const slow = await startServer({ tempDir }, { rtf: 0.3 });
    const response = await speak(slow.url, { ...asked, input: 'One sentence. And another one.' });
    const follower = await fetch(slow.url + linkOf(response));
    expect(follower.headers.get('transfer-encoding')).toBe('chunked');
    const early = await fetch(`${slow.url}${linkOf(response)}.json`);
    expect(early.status).toBe(404);
    const [spokenBytes, followed] = await Promise.all([bytesOf(response), bytesOf(follower)]);
    expect(followed).toEqual(spokenBytes);
    slow.server.close();
  });

  test('is gone when the client leaves before its end', async () => {
    const slow = await startServer({ tempDir }, { rtf: 1 });
    const leaving = new AbortController();
    const response = await speak(
      slow.url,
      { ...asked, input: 'A long text. '.repeat(9) },
      { signal: leaving.signal },
    );
    const follower = await fetch(slow.url + linkOf(response));
    const followed = bytesOf(follower);
    leaving.abort();
    await expect(followed).rejects.toThrow();
    expect((await fetch(slow.url + linkOf(response))).status).toBe(404);
    slow.server.close();
  });

  test.each([
    '/v1/download/tmpAAAAAAAAAAAAAAAA.mp3',
    '/download/..%2F..%2Fetc%2Fpasswd',
    '/download/%2Fetc%2Fpasswd',
    '/v1/download/constructor',
  ])('%s is none', async (path) => {
    const response = await file(path);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      error: { message: 'Audio file not found', code: 'not_found' },
      detail: { error: 'not_found', message: 'Audio file not found' },
    });
  });

  test('is not found by climbing out of the folder', async () => {
    const answer = await rawRequest(
      running.port,
      'GET /v1/download/../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  });
});

describe('timings', () => {
  const timed = { return_timing: true };

  test('tell what was spoken when', async () => {
    const { link, response } = await spoken(timed);
    const path = response.headers.get('x-timing-path') ?? '';
    expect(path).toBe(`${link}.json`);
    const timings = await file(path);
    expect(timings.headers.get('content-type')).toBe('application/json');
    const { chunks } = Object(await timings.json());
    expect(chunks).toMatchObject([
      { text: 'Hello there.', start: 0, source_start: 0, source_end: 12 },
      { text: '' },
      { text: 'Here we are again.', source_start: 26, source_end: input.length },
    ]);
    expect(chunks[1].end - chunks[1].start).toBeCloseTo(0.5, 3);
    expect(Object.keys(chunks[1])).toEqual(['text', 'start', 'end']);
    expect(Object.keys(chunks[0])).toEqual(['text', 'start', 'end', 'source_start', 'source_end']);
  });

  test('name words and voices when they are asked for', async () => {
    const { link } = await spoken({
      ...timed,
      timestamps: 'word',
      allow_voice_tags: true,
      input: 'Hello there. [voice:bf_emma] Good day.',
    });
    const { chunks } = Object(await (await file(`/v1${link}.json`)).json());
    expect(chunks.map(({ voice }: { voice: string }) => voice)).toEqual(['af_heart', 'bf_emma']);
    expect(chunks[0].words[0]).toMatchObject({
      word: 'Hello',
      source_start: 0,
      source_end: 5,
      voice: 'af_heart',
    });
  });

  test('become captions', async () => {
    const { link } = await spoken(timed);
    const srt = await file(`${link}.srt?name=talk`);
    expect(Object.fromEntries(srt.headers)).toMatchObject({
      'content-type': 'application/x-subrip',
      'content-disposition': 'attachment; filename="talk.srt"',
    });
    expect(await srt.text()).toMatch(
      /^1\n00:00:00,\d{3} --> [\d:,]+\nHello there\.\n\n2\n[\d:,]+ --> [\d:,]+\nHere we are again\.\n\n$/,
    );
    const vtt = await file(`/v1${link}.vtt?words=1`);
    expect(vtt.headers.get('content-type')).toBe('text/vtt');
    expect(await vtt.text()).toMatch(/^WEBVTT\n\n00:00:00\.\d{3} --> [\d:.]+\nHello <[\d:.]+>there\.\n\n/);
  });

  test('are not there when they were not asked for', async () => {
    const { link } = await spoken();
    for (const kind of ['json', 'srt', 'words']) expect((await file(`${link}.${kind}`)).status).toBe(404);
  });
});

test('a third request keeps the file that is still being written', async () => {
  const few = await startServer({ tempDir, tempMaxCount: 2 }, { rtf: 0.2 });
  const first = await speak(few.url, { ...asked, input: 'This one takes its time. '.repeat(2) });
  await bytesOf(await speak(few.url, asked));
  const third = await speak(few.url, asked);
  expect(third.headers.get('x-download-status')).toBe('unavailable');
  const [whole, kept] = await Promise.all([bytesOf(first), fetch(few.url + linkOf(first)).then(bytesOf)]);
  expect(kept).toEqual(whole);
  await third.arrayBuffer();
  few.server.close();
});
