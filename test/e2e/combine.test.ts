/** POST /v1/audio/voices/combine: files other programs read, and voices that speak at once. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tinyVoicesDir } from '../harness/assets.js';
import { startServer } from '../harness/in-process-server.js';
import { makeTinyModel } from '../harness/tiny-model.js';
import { startTinyServer, type TinyServer } from '../harness/tiny-server.js';

const folder = mkdtempSync(join(tmpdir(), 'kokoro-combine-'));
const voicesDir = join(folder, 'voices');
let running: TinyServer;
beforeAll(async () => {
  makeTinyModel();
  cpSync(tinyVoicesDir, voicesDir, { recursive: true });
  running = await startTinyServer({ voicesDir, allowVoiceSaving: true });
}, 60_000);
afterAll(() => {
  running.close();
  rmSync(folder, { recursive: true });
});

function combine(body: unknown, query = '', url = running.url): Promise<Response> {
  return fetch(`${url}/v1/audio/voices/combine${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());
const floatsOf = (bytes: Uint8Array): Float32Array => new Float32Array(new Uint8Array(bytes).buffer);
const pack = (name: string): Float32Array => floatsOf(readFileSync(join(voicesDir, `${name}.bin`)));

/** Mean difference of two packs' numbers. */
function difference(left: Float32Array, right: (at: number) => number): number {
  return left.reduce((sum, value, at) => sum + Math.abs(value - right(at)), 0) / left.length;
}

describe('a mix', () => {
  test.each<[string, unknown]>([
    ['a string with weights', 'af_heart(2)+bf_emma(1)'],
    ['an array, weights in it', ['af_heart(2)', 'bf_emma']],
    ['an object around either', { voices: 'af_heart(2)+bf_emma' }],
  ])('of %s has the weighted numbers', async (_, body) => {
    const response = await combine(body, '?format=bin');
    expect(response.status).toBe(200);
    const mixed = floatsOf(await bytesOf(response));
    const [heart, emma] = [pack('af_heart'), pack('bf_emma')];
    expect(mixed).toHaveLength(510 * 256);
    expect(difference(mixed, (at) => ((heart[at] ?? 0) * 2 + (emma[at] ?? 0)) / 3)).toBeLessThan(1e-6);
  });

  test('is a PyTorch file of the names as they were given', async () => {
    const response = await combine('af_heart (2) + bf_emma(1)');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename=af_heart+bf_emma.pt',
      'cache-control': 'no-cache',
    });
  });

  test('is JSON when asked for', async () => {
    const mixed = await (await combine(['af_heart', 'bf_emma'], '?format=json')).json();
    expect(mixed).toMatchObject({ name: 'af_heart+bf_emma', shape: [510, 1, 256] });
    expect(mixed).toHaveProperty(['data', 'length'], 510 * 256);
  });

  test('is read by Python’s own zip and pickle, and by torch where it is installed', async () => {
    const file = join(folder, 'mix.pt');
    writeFileSync(file, await bytesOf(await combine('af_heart+bf_emma')));
    const read = spawnSync('python3', ['test/e2e/read-torch-archive.py', file], { encoding: 'utf8' });
    if (read.error !== undefined)
      return console.log('python3 is missing: the archive is not read by another program');
    expect([read.status, read.stderr]).toEqual([0, '']);
    const { shape, stride, values, tested } = JSON.parse(read.stdout);
    expect({ shape, stride, tested }).toEqual({ shape: [510, 1, 256], stride: [256, 256, 1], tested: true });
    const [heart, emma] = [pack('af_heart'), pack('bf_emma')];
    for (const [at, value] of Object.entries<number>(values))
      expect(value).toBeCloseTo(((heart[Number(at)] ?? 0) + (emma[Number(at)] ?? 0)) / 2, 6);
  });
});

describe('a saved mix', () => {
  const speak = (voice: string): Promise<Response> =>
    fetch(`${running.url}/v1/audio/speech`, {
      method: 'POST',
      body: JSON.stringify({ input: 'Hello there.', voice, response_format: 'wav', stream: false }),
    });

  test('is listed and speaks like the mix, at once', async () => {
    expect((await speak('my_mix')).status).toBe(400);
    expect((await combine('af_heart(2)+bf_emma', '?save=my_mix')).status).toBe(200);
    const { voices } = Object(await (await fetch(`${running.url}/v1/audio/voices?legacy=true`)).json());
    expect(voices).toContain('my_mix');
    const [saved, mixed] = await Promise.all([speak('my_mix'), speak('af_heart(2)+bf_emma')]);
    expect(saved.headers.get('x-kokoro-voice')).toBe('my_mix');
    const samples = async (answer: Response): Promise<Int16Array> =>
      new Int16Array(new Uint8Array(await bytesOf(answer)).buffer);
    const [left, right] = [await samples(saved), await samples(mixed)];
    expect(left).toHaveLength(right.length);
    // The weights of a mix are rounded once more when it is mixed while speaking.
    expect(Math.max(...left.map((sample, at) => Math.abs(sample - (right[at] ?? 0))))).toBeLessThanOrEqual(2);
  });

  test.each(['af_heart', 'alloy', 'serena_meditation', 'Upper', '../x', 'x'.repeat(33), ''])(
    'is not called %j',
    async (name) => {
      const response = await combine('af_heart+bf_emma', `?save=${encodeURIComponent(name)}`);
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({
        error: { param: 'save' },
        detail: [{ loc: ['query', 'save'] }],
      });
    },
  );

  test('of PyTorch is read as a voice', async () => {
    const archive = await bytesOf(await combine('af_heart+bf_emma'));
    writeFileSync(join(voicesDir, 'dropped_in.pt'), archive);
    const [dropped, mixed] = await Promise.all([speak('dropped_in'), speak('af_heart+bf_emma')]);
    expect(dropped.status).toBe(200);
    expect(await bytesOf(dropped)).toEqual(await bytesOf(mixed));
  });
});

describe('is refused', () => {
  test.each<[unknown, string | RegExp]>([
    ['', 'No voices provided'],
    [[], 'No voices provided'],
    [{ voices: [' '] }, 'No voices provided'],
    ['af_heart', 'Need at least 2 voices to combine'],
    [['af_heart(3)'], 'Need at least 2 voices to combine'],
    ['af_heart+nope', /^Base voice 'nope' not found\. Available voices: af_heart, /],
    ['af_heart+bf_emma+2', /pitch/],
    [['af_heart-1', 'bf_emma'], /pitch/],
    ['af_heart(+bf_emma', /is not a valid voice or voice\(weight\)/],
  ])('%j', async (body, words) => {
    const response = await combine(body);
    expect(response.status).toBe(400);
    const message = Object(Object(await response.json()).error).message;
    if (typeof words === 'string') expect(message).toBe(words);
    else expect(message).toMatch(words);
  });

  test.each([5, null, { voices: 5 }, [5]])('%j as a body', async (body) => {
    expect((await combine(body)).status).toBe(422);
  });

  test('in a format nobody knows', async () => {
    expect((await combine('af_heart+bf_emma', '?format=xyz')).status).toBe(422);
  });

  test('where the operator has not opened the route', async () => {
    const closed = await startServer();
    const response = await combine('af_heart+bf_emma', '', closed.url);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      error: { code: 'permission_denied' },
      detail: {
        error: 'permission_denied',
        message: 'Local voice saving is disabled',
        type: 'permission_error',
      },
    });
    closed.server.close();
  });
});
