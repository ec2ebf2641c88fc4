/** The real process with the real model: what a person who typed `npm start` gets. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import OpenAI from 'openai';
import { cacheDir } from '../harness/assets.js';
import { ServerProcess } from '../harness/server-process.js';

let server: ServerProcess;
let openai: OpenAI;
beforeAll(async () => {
  server = await ServerProcess.ready({ KOKORO_CACHE_DIR: cacheDir });
  openai = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: 'none', maxRetries: 0 });
}, 60_000);
afterAll(() => server.kill());

/** Samples of 16-bit mono speech. */
async function speak(
  input: string,
  voice = 'af_heart',
  extra: Record<string, unknown> = {},
): Promise<Int16Array> {
  const response = await openai.audio.speech.create({
    model: 'kokoro',
    input,
    voice,
    response_format: 'pcm',
    ...extra,
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return new Int16Array(new Uint8Array(bytes).buffer);
}

function rms(samples: Int16Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length) / 32768;
}

test('the fox plays: a WAV that ffprobe and sox read, as long as the sentence is', async () => {
  const response = await openai.audio.speech.create({
    model: 'tts-1',
    input: 'The quick brown fox jumps over the lazy dog.',
    voice: 'af_heart',
    response_format: 'wav',
    ...{ stream: false },
  });
  const file = join(mkdtempSync(join(tmpdir(), 'kokoro-')), 'fox.wav');
  writeFileSync(file, Buffer.from(await response.arrayBuffer()));
  const probe = spawnSync('ffprobe', [
    '-v',
    'error',
    '-show_entries',
    'stream=codec_name,sample_rate,channels:format=duration',
    '-of',
    'json',
    file,
  ]);
  const { streams, format } = JSON.parse(probe.stdout.toString());
  expect(streams).toEqual([{ codec_name: 'pcm_s16le', sample_rate: '24000', channels: 1 }]);
  expect(Number(format.duration)).toBeGreaterThan(2.2);
  expect(Number(format.duration)).toBeLessThan(3.6);
  const samples = new Int16Array(new Uint8Array(readFileSync(file).subarray(44)).buffer);
  expect(rms(samples)).toBeGreaterThan(0.02);
  expect(samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)).toBeLessThan(32767);
});

test('streamed and whole answers are the same samples', async () => {
  const input = 'One sentence. And another one, somewhat longer than the first!';
  expect(await speak(input, 'bf_emma', { stream: true })).toEqual(
    await speak(input, 'bf_emma', { stream: false }),
  );
});

test('speed, voices, mixes and pitch are heard', async () => {
  const input = 'She sells sea shells by the sea shore.';
  const natural = await speak(input);
  const slow = await speak(input, 'af_heart', { speed: 0.7 });
  const fast = await speak(input, 'af_heart', { speed: 1.5 });
  expect(slow.length / natural.length).toBeGreaterThan(1.3);
  expect(fast.length / natural.length).toBeLessThan(0.75);
  expect(await speak(input, 'am_michael')).not.toEqual(natural);
  expect(rms(await speak(input, 'af_bella(2)+am_michael(1)'))).toBeGreaterThan(0.02);
  expect((await speak(input, 'af_heart+2.0')).length).toBe(natural.length);
  expect(await speak(input, 'alloy')).toEqual(await speak(input, 'af_alloy'));
});

test('ten at once get the ten answers they would get alone', async () => {
  const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
  const texts = numbers.map((number, at) => `This is number ${number}${', and it goes on'.repeat(at % 3)}.`);
  const alone: Int16Array[] = [];
  for (const text of texts) alone.push(await speak(text));
  const together = await Promise.all(texts.map((text) => speak(text)));
  for (const [at, samples] of together.entries()) expect(samples).toEqual(alone[at]);
}, 120_000);

test('a client that leaves is forgotten at once', async () => {
  const leaving = new AbortController();
  const text =
    'This is a long sentence that takes a while to be spoken from its beginning to its end. '.repeat(30);
  const response = await fetch(`${server.url}/v1/audio/speech`, {
    method: 'POST',
    body: JSON.stringify({ input: text, response_format: 'pcm' }),
    signal: leaving.signal,
  });
  expect(response.status).toBe(200);
  leaving.abort();
  await server.line((line) => line.path === '/v1/audio/speech' && line.outcome !== 'sent');
  expect((await speak('Next.')).length).toBeGreaterThan(6000);
});

test.each([
  ['ef_dora', 'es', 'Spanish'],
  ['jf_alpha', 'ja', 'Japanese'],
  ['zf_xiaobei', 'cmn', 'Chinese'],
])('the voice %s says that %s is not there yet', async (voice, id, name) => {
  await expect(speak('Hello.', voice)).rejects.toMatchObject({ status: 400, code: 'unsupported_language' });
  await expect(speak('Hello.', voice)).rejects.toThrow(new RegExp(`${id}.*${name}|${name}.*${id}`));
});

/** Kilobytes of memory the process has resident. */
function residentKb(): number {
  const status = readFileSync(`/proc/${server.child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
}

test('a hundred requests leave the memory as twenty did', async () => {
  const texts = ['Hello there.', 'How are you today?', 'Fine, thanks, and you yourself?', 'Yes.'];
  let after20 = 0;
  for (let at = 1; at <= 100; at++) {
    await speak(texts[at % texts.length] ?? '');
    if (at === 20) after20 = residentKb();
  }
  expect(residentKb() / after20).toBeLessThan(1.03);
}, 240_000);
