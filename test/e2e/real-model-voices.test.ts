/** Voices, profiles and kokoro-web's speeds with the real model: what is asked for is heard. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cacheDir } from '../harness/assets.js';
import { decode } from '../harness/decode.js';
import { ServerProcess } from '../harness/server-process.js';

const tempDir = mkdtempSync(join(tmpdir(), 'kokoro-real-'));
let server: ServerProcess;
beforeAll(async () => {
  server = await ServerProcess.ready({ KOKORO_CACHE_DIR: cacheDir, KOKORO_TEMP_DIR: tempDir });
}, 60_000);
afterAll(async () => {
  await server.kill();
  rmSync(tempDir, { recursive: true });
});

const text = 'The quick brown fox jumps over the dog.';
/** Speech may take several times as long as it lasts where the machine does other things, too. */
const patienceMs = 120_000;

function post(path: string, body: object): Promise<Response> {
  return fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'model', voice: 'af_heart', input: text, response_format: 'pcm', ...body }),
  });
}

async function samplesOf(body: object, path = '/api/v1/audio/speech'): Promise<Int16Array> {
  const response = await post(path, body);
  expect(response.status).toBe(200);
  return new Int16Array(await response.arrayBuffer());
}

const secondsOf = async (body: object): Promise<number> => (await samplesOf(body)).length / 24_000;

describe('speed', () => {
  test.each([0.5, 2, 5])(
    '%p takes that part of the time',
    async (speed) => {
      const [plain, fast] = [await secondsOf({}), await secondsOf({ speed })];
      expect((fast * speed) / plain).toBeGreaterThan(0.85);
      expect((fast * speed) / plain).toBeLessThan(1.15);
    },
    patienceMs,
  );
});

test(
  'a silence tag lasts as long as it says',
  async () => {
    const [plain, tagged] = [await secondsOf({ input: 'a b' }), await secondsOf({ input: 'a[2s]b' })];
    const samples = await samplesOf({ input: 'a[2s]b' });
    let longest = 0;
    let run = 0;
    for (const sample of samples) {
      run = sample === 0 ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    expect(longest / 24_000).toBeGreaterThanOrEqual(2);
    // Cut in two, the text also has the end of a first and the beginning of a second segment.
    expect(tagged - plain).toBeGreaterThanOrEqual(2);
    expect(tagged - plain).toBeLessThan(2.5);
  },
  patienceMs,
);

test(
  'a profile’s own pace and pitch are heard',
  async () => {
    const [profile, voice] = [
      await samplesOf({ voice: 'serena_meditation' }),
      await samplesOf({ voice: 'af_nicole*0.7+af_sky*0.3' }),
    ];
    expect(profile.length / voice.length).toBeGreaterThan(1 / 0.85 - 0.1);
    expect(profile.length / voice.length).toBeLessThan(1 / 0.85 + 0.1);
    const paced = await samplesOf({ voice: 'af_nicole*0.7+af_sky*0.3', speed: 0.85 });
    expect(profile).not.toEqual(paced);
    expect(await samplesOf({ voice: 'serena_meditation', pitch: 0.5 })).toEqual(paced);
  },
  patienceMs,
);

test(
  'a mix sounds like none of its parts',
  async () => {
    const [mix, bella, sky] = [
      await samplesOf({ voice: 'af_bella*0.5+af_sky*0.5', input: 'Hello.' }),
      await samplesOf({ voice: 'af_bella', input: 'Hello.' }),
      await samplesOf({ voice: 'af_sky', input: 'Hello.' }),
    ];
    expect(mix).not.toEqual(bella);
    expect(mix).not.toEqual(sky);
  },
  patienceMs,
);

test(
  'all 54 voices are listed, and the profiles',
  async () => {
    const list: unknown = await (await fetch(`${server.url}/api/v1/audio/voices`)).json();
    expect(list).toHaveLength(56);
  },
  patienceMs,
);

test('the first sound comes within 60 ms', async () => {
  const samples = await samplesOf({});
  expect(samples.findIndex((sample) => Math.abs(sample) > 330) / 24).toBeLessThanOrEqual(60);
});

test.each(['wav', 'pcm', 'opus', 'mp3'])(
  '%s leaves before the speech has ended',
  async (response_format) => {
    const id = `first-${response_format}`;
    const response = await fetch(`${server.url}/v1/audio/speech`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': id },
      body: JSON.stringify({ input: `${text} `.repeat(4), response_format }),
    });
    expect(response.headers.get('transfer-encoding')).toBe('chunked');
    const isLogged = (): boolean => server.lines.some((line) => line.id === id && line.message === 'request');
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value?.length).toBeGreaterThan(0);
    expect(isLogged()).toBe(false);
    await reader?.cancel();
  },
  patienceMs,
);

test(
  'half the volume is six decibels less',
  async () => {
    const level = async (volume_multiplier: number | null): Promise<number> => {
      const samples = await samplesOf({ volume_multiplier, input: 'Hello.' }, '/v1/audio/speech');
      return 10 * Math.log10(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    };
    const less = (await level(null)) - (await level(0.5));
    expect(less).toBeGreaterThan(6.02 - 0.3);
    expect(less).toBeLessThan(6.02 + 0.3);
  },
  patienceMs,
);

test(
  'initial silence is that many zeros more',
  async () => {
    const spoken = async (initial_silence: number): Promise<Int16Array> =>
      samplesOf({ initial_silence, input: 'Hello.' }, '/v1/audio/speech');
    const [plain, later] = [await spoken(0), await spoken(24_000)];
    expect(later.length - plain.length).toBe(24_000);
    expect(later.subarray(0, 24_000).every((sample) => sample === 0)).toBe(true);
  },
  patienceMs,
);

test(
  'a download in another format is the same speech, whole',
  async () => {
    const body = {
      return_download_link: true,
      return_timing: true,
      download_format: 'flac',
      response_format: 'pcm',
    };
    const response = await post('/v1/audio/speech', body);
    const streamed = new Int16Array(await response.arrayBuffer());
    const file = await fetch(`${server.url}/v1${response.headers.get('x-download-path')}`);
    expect(file.headers.get('content-type')).toBe('audio/flac');
    const flac = decode(new Uint8Array(await file.arrayBuffer()), 24_000);
    expect(flac).toHaveLength(streamed.length);
    const apart = flac.map((sample, at) => Math.abs(sample - (streamed[at] ?? 0) / 32_768));
    expect(Math.max(...apart)).toBeLessThan(2 / 32_768);
    const { chunks } = Object(await (await fetch(server.url + response.headers.get('x-timing-path'))).json());
    expect(chunks.at(-1).end).toBeCloseTo(streamed.length / 24_000, 2);
  },
  patienceMs,
);
