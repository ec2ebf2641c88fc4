/** The developers' routes with the real model: what is told is what is heard, and the model's memory comes back. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { cacheDir } from '../harness/assets.js';
import { ServerProcess } from '../harness/server-process.js';

/** Several utterances of a real model, on a machine that may be busy with other tests. */
jest.setTimeout(180_000);

let server: ServerProcess;
beforeAll(async () => {
  server = await ServerProcess.ready({
    KOKORO_CACHE_DIR: cacheDir,
    ALLOW_DEV_UNLOAD: 'true',
    ENABLE_DEBUG_ENDPOINTS: 'true',
  });
});
afterAll(() => server.kill());

const send = (path: string, body: object) =>
  fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response_format: 'pcm', ...body }),
  });
const bytesOf = async (path: string, body: object) =>
  Buffer.from(await (await send(path, body)).arrayBuffer());
/** Seconds of 16-bit mono speech at 24 kHz. */
const secondsOf = (bytes: Buffer) => bytes.length / 48_000;

interface Line {
  readonly audio: string;
  readonly audio_format: string;
  readonly timestamps: { word: string; start: number; end: number; voice?: string }[];
}

async function linesOf(body: object): Promise<Line[]> {
  const text = (await bytesOf('/dev/captioned_speech', body)).toString();
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

test.each([
  ['pcm', 'audio/pcm'],
  ['mp3', 'audio/mpeg'],
  ['opus', 'audio/opus'],
  ['m4a', 'audio/mp4'],
])('the audio of captioned lines is the body of /v1/audio/speech in %s', async (response_format, type) => {
  const body = { input: 'Hello there. [pause:0.5s] How are you today?', response_format };
  const [lines, whole] = [await linesOf(body), await bytesOf('/v1/audio/speech', body)];
  // An Ogg stream has a random serial number, and so checksums of its own.
  const audio = Buffer.concat(lines.map((line) => Buffer.from(line.audio, 'base64')));
  if (response_format === 'opus') expect(audio.length).toBe(whole.length);
  else expect(audio.equals(whole)).toBe(true);
  for (const line of lines) expect(line.audio_format).toBe(type);
  expect(lines.map(({ timestamps }) => timestamps.length > 0)).toEqual([true, false, true, false]);
});

test('times begin at 0 or later, never go back, and end with the sound, over pauses and segments', async () => {
  const input =
    'Once upon a time there was a miller. [pause:1s] He had three sons, a mill, an ass and a cat. '.repeat(2);
  const lines = await linesOf({ input, timestamp_punctuation: 'drop' });
  const seconds = secondsOf(Buffer.concat(lines.map(({ audio }) => Buffer.from(audio, 'base64'))));
  const words = lines.flatMap(({ timestamps }) => timestamps);
  expect(words).toHaveLength(19 * 2);
  let last = 0;
  for (const { start, end } of words) {
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThanOrEqual(start);
    last = start;
  }
  expect(words.at(-1)?.end).toBeLessThanOrEqual(seconds);
  expect(words.at(-1)?.end).toBeGreaterThan(seconds - 0.3);
  // No word lies in a pause of a second: every gap that long is one of the two that were asked for.
  const gaps = words.slice(1).map(({ start }, index) => start - (words[index]?.end ?? 0));
  expect(gaps.filter((gap) => gap >= 1)).toHaveLength(2);
});

test('a break of SSML is silence of exactly its length', async () => {
  const speech = (input: string) =>
    bytesOf('/v1/audio/speech', { input, ssml: true, allow_voice_tags: true, voice: 'af_heart' });
  const [plain, paused] = [
    await speech('<speak>Hi there.</speak>'),
    await speech('<speak>Hi there.<break time="2s"/></speak>'),
  ];
  expect(secondsOf(paused) - secondsOf(plain)).toBeCloseTo(2, 3);
});

test('a dialogue of three turns with a second between them is one to three seconds longer, and the voice changes', async () => {
  const turns = ['af_bella', 'am_michael', 'af_bella'].map((voice) => ({ voice, text: 'How do you do?' }));
  const [plain, paused] = [
    await bytesOf('/dev/dialogue', { turns }),
    await bytesOf('/dev/dialogue', { turns, pause_between_turns: 1 }),
  ];
  const more = secondsOf(paused) - secondsOf(plain);
  expect(more).toBeGreaterThanOrEqual(1);
  expect(more).toBeLessThan(3);
  const pitch = (bytes: Buffer, from: number) => fundamental(bytes, from);
  const third = Math.floor(plain.length / 6) * 2;
  expect(pitch(plain, 0.25)).toBeGreaterThan(1.2 * pitch(plain, third / 48_000 + 0.3));
});

test('an alias with a rate of 0.8 speaks a quarter longer', async () => {
  const input = 'It was the best of times, it was the worst of times.';
  const body = { input: `[voice:narrator] ${input}`, allow_voice_tags: true };
  const [plain, slow] = [
    await bytesOf('/v1/audio/speech', { ...body, voice_aliases: { narrator: 'af_heart' } }),
    await bytesOf('/v1/audio/speech', {
      ...body,
      voice_aliases: { narrator: { voice: 'af_heart', rate: 0.8 } },
    }),
  ];
  const ratio = secondsOf(slow) / secondsOf(plain);
  expect(ratio).toBeGreaterThan(1.25 * 0.85);
  expect(ratio).toBeLessThan(1.25 * 1.15);
});

test('tags change pitch and volume of what follows them', async () => {
  const spoken = (tag: string) =>
    bytesOf('/v1/audio/speech', { input: `${tag} Nah, no.`, allow_voice_tags: true, voice: 'am_michael' });
  const [plain, high, soft] = [await spoken(''), await spoken('[pitch:4]'), await spoken('[volume:0.5]')];
  const loudness = (bytes: Buffer) => {
    const samples = new Int16Array(new Uint8Array(bytes).buffer);
    return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
  };
  expect(20 * Math.log10(loudness(soft) / loudness(plain))).toBeCloseTo(-6, 0);
  const ratio = fundamental(high, 0.25) / fundamental(plain, 0.25);
  expect(ratio).toBeGreaterThan(2 ** (3 / 12));
  expect(ratio).toBeLessThan(2 ** (5 / 12));
});

test('phonemes are spoken as a WAV that is about as long as they are', async () => {
  const body = { phonemes: 'hˈɛloʊ wˈɜrld', voice: 'af_bella', response_format: 'wav', stream: false };
  const wav = await bytesOf('/dev/generate_from_phonemes', body);
  expect(wav.toString('latin1', 0, 4)).toBe('RIFF');
  const seconds = wav.readUInt32LE(40) / 48_000;
  expect(seconds).toBeGreaterThan(0.6);
  expect(seconds).toBeLessThan(2.5);
});

test('unloading gives the memory back; requests that come together load the model once', async () => {
  const resident = () =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))?.[1]) / 1024;
  const unload = async () => (await fetch(`${server.url}/dev/unload`, { method: 'POST' })).json();
  const loads = async () =>
    Number(
      /^kokoro_model_loads_total (\d+)$/m.exec(await (await fetch(`${server.url}/metrics`)).text())?.[1],
    );
  const loaded = resident();
  expect(await unload()).toEqual({ status: 'unloaded' });
  expect(await unload()).toEqual({ status: 'unloaded' });
  expect(loaded - resident()).toBeGreaterThan(64);
  expect(await (await fetch(`${server.url}/health`)).json()).toMatchObject({
    status: 'healthy',
    model_loaded: false,
  });
  const before = await loads();
  const sizes = await Promise.all(
    [1, 2, 3].map(async () => (await bytesOf('/v1/audio/speech', { input: 'One.' })).length),
  );
  expect(new Set(sizes).size).toBe(1);
  expect(sizes[0]).toBeGreaterThan(10_000);
  expect(await loads()).toBe(before + 1);
});

test('the engine’s pool tells of its runs', async () => {
  const pools = async () => Object(await (await fetch(`${server.url}/debug/session_pools`)).json());
  const before = await pools();
  await bytesOf('/v1/audio/speech', { input: 'One.' });
  const after = await pools();
  expect(after.provider).toBe('CPUExecutionProvider');
  expect(after.pools[0].sessions[0].runs_total).toBe(before.pools[0].sessions[0].runs_total + 1);
  expect(after.pools[0].sessions[0].last_run_ms).toBeGreaterThan(0);
});

/** Hz by autocorrelation of 60 ms from a moment on. */
function fundamental(bytes: Buffer, fromSec: number): number {
  const samples = new Int16Array(new Uint8Array(bytes).buffer)
    .subarray(Math.floor(fromSec * 24_000))
    .subarray(0, 1440);
  const likeness = (lag: number): number =>
    samples.subarray(lag).reduce((sum, sample, index) => sum + sample * (samples[index] ?? 0), 0) /
    (samples.length - lag);
  let best = 60;
  for (let lag = 60; lag <= 400; lag++) if (likeness(lag) > likeness(best)) best = lag;
  return 24_000 / best;
}
