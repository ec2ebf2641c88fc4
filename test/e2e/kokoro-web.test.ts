/** The dialect of kokoro-web: /api/v1. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import OpenAI from 'openai';
import { createFrontEnd } from '../../src/text/front-end.js';
import { type Running, startServer } from '../harness/in-process-server.js';
import { dictionariesDir } from '../text/english-fixtures.js';

const packs = [
  'af_alloy',
  'af_bella',
  'af_heart',
  'af_nicole',
  'af_sky',
  'am_fenrir',
  'am_michael',
  'bf_emma',
];

let running: Running;
beforeAll(async () => {
  running = await startServer({ modelAliases: ['house-model'] }, { voices: packs });
});
afterAll(() => running.server.close());

const base = { model: 'model_q8f16', voice: 'af_heart', input: 'Hello there.', response_format: 'wav' };

function speak(body: object, url = running.url): Promise<Response> {
  return fetch(`${url}/api/v1/audio/speech`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...base, ...body }),
  });
}

const json = async (path: string): Promise<unknown> => (await fetch(running.url + path)).json();

async function messageOf(response: Response): Promise<string> {
  expect(response.status).toBe(400);
  const body: unknown = await response.json();
  expect(body).toMatchObject({
    message: expect.any(String),
    code: expect.any(String),
    request_id: response.headers.get('x-request-id'),
  });
  return String(Reflect.get(Object(body), 'message'));
}

describe('speech', () => {
  test('is one whole file with its length', async () => {
    const response = await speak({});
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('audio/wav');
    expect(Number(response.headers.get('content-length'))).toBe((await response.arrayBuffer()).byteLength);
  });

  test.each([
    'model',
    'model_q4',
    'model_uint8',
    'model_fp16',
    'model_q4f16',
    'model_uint8f16',
    'model_quantized',
    'model_q8f16',
    'tts-1',
    'kokoro',
    'qwen3_tts_0_6b_customvoice',
    'house-model',
  ])('is answered for the model %s', async (model) => {
    expect((await speak({ model })).status).toBe(200);
  });

  test.each(['serena_meditation', 'ryan_clear'])(
    'is spoken by the profile %s without any setting',
    async (voice) => {
      expect((await speak({ model: 'qwen3_tts_0_6b_customvoice', voice })).status).toBe(200);
    },
  );

  test('is mixed by a formula with blanks', async () => {
    expect((await speak({ voice: 'af_bella*0.7 + af_sky*0.3' })).status).toBe(200);
    expect(running.engine.asked.at(-1)?.utterance).toMatchObject({
      voice: [
        { name: 'af_bella', weight: 0.7 },
        { name: 'af_sky', weight: expect.closeTo(0.3, 6) },
      ],
    });
  });

  test('streams when asked to', async () => {
    const response = await speak({ stream: true });
    expect(response.headers.get('transfer-encoding')).toBe('chunked');
    await response.arrayBuffer();
  });

  test('is made as the OpenAI client for Node asks for it', async () => {
    const openai = new OpenAI({ baseURL: `${running.url}/api/v1`, apiKey: 'none', maxRetries: 0 });
    const response = await openai.audio.speech.create({
      model: 'model_q8f16',
      voice: 'af_bella*0.7 + af_sky*0.3',
      input: 'Hello again.',
      response_format: 'wav',
    });
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 4)
        .toString(),
    ).toBe('RIFF');
  });
});

describe('a wrong body', () => {
  test.each<[object, string | RegExp]>([
    [{ model: undefined }, 'Validation error: Required at "model"'],
    [{ voice: undefined }, 'Validation error: Required at "voice"'],
    [{ speed: 5.1 }, 'Validation error: Number must be less than or equal to 5 at "speed"'],
    [{ speed: 0.1 }, 'Validation error: Number must be greater than or equal to 0.25 at "speed"'],
    [{ speed: 'fast' }, 'Validation error: Expected number, received string at "speed"'],
    [
      { wav_encoding: 'pcm24' },
      `Validation error: Invalid enum value. Expected 'pcm16' | 'float', received 'pcm24' at "wav_encoding"`,
    ],
    [
      { model: 'model_q2' },
      /^Validation error: Model not found, use one of: model, model_q4, model_uint8, model_fp16, model_q4f16, model_uint8f16, model_quantized, model_q8f16, /,
    ],
    [
      { voice: 'nope' },
      `Validation error: Invalid voice formula. Voice IDs must be one of: ${[...packs, 'ryan_clear', 'serena_meditation'].sort().join(', ')} and follow the pattern voice*weight.`,
    ],
    [
      { voice: 'af_bella*' },
      /^Validation error: Invalid voice formula\. Voice IDs must be one of: af_alloy, /,
    ],
    [{ voice: '' }, /^Validation error: Invalid voice formula\./],
    [{ input: ' ' }, 'Validation error: Enter text before generating.'],
    [{ response_format: 'xyz' }, /^Validation error: Response format 'xyz' not supported\./],
  ])('%j is told in kokoro-web’s words', async (change, words) => {
    const message = await messageOf(await speak(change));
    if (typeof words === 'string') expect(message).toBe(words);
    else expect(message).toMatch(words);
  });

  test('that is no JSON is a 400, too', async () => {
    const response = await fetch(`${running.url}/api/v1/audio/speech`, { method: 'POST', body: '{' });
    expect(await messageOf(response)).toMatch(/^Validation error: JSON decode error/);
  });

  test('a fault of the server says nothing of itself', async () => {
    const failing = await startServer({}, { failsAt: 0 });
    const response = await speak({}, failing.url);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ message: 'Internal Error' });
    failing.server.close();
  });
});

test('strict formulas want steps of 0.1 that add up to 1', async () => {
  const strict = await startServer({ strictFormula: true }, { voices: packs });
  const status = async (voice: string): Promise<number> => (await speak({ voice }, strict.url)).status;
  expect(await status('af_bella*0.3+af_sky*0.3')).toBe(400);
  expect(await status('af_bella*0.15+af_sky*0.85')).toBe(400);
  expect(await status('af_bella+af_sky')).toBe(400);
  expect(await status('af_bella*0.1 + af_sky*0.2 + af_heart*0.7')).toBe(200);
  expect(await status('af_heart')).toBe(200);
  strict.server.close();
});

describe('lists', () => {
  test('voices and profiles', async () => {
    const list: unknown = await json('/api/v1/audio/voices');
    expect(list).toHaveLength(packs.length + 2);
    expect(list).toContainEqual({
      id: 'af_heart',
      name: 'Heart',
      lang: { id: 'en-us', name: 'English (US)' },
      gender: 'Female',
      targetQuality: 'A',
      overallGrade: 'A',
    });
    expect(list).toContainEqual({
      id: 'ryan_clear',
      name: 'Ryan, clear',
      lang: { id: 'en-us', name: 'English (US)' },
      gender: 'Male',
      targetQuality: null,
      overallGrade: null,
    });
  });

  test('eight models with their sizes', async () => {
    const list: unknown = await json('/api/v1/audio/models');
    expect(list).toHaveLength(8);
    expect(list).toContainEqual({
      id: 'model_quantized',
      quantization: '8-bit',
      size: '92.4 MB',
      loaded: true,
    });
  });

  test('languages by kokoro-web’s ids', async () => {
    const ids = ['en-us', 'en-gb', 'ja', 'cmn', 'es-419', 'hi', 'it', 'pt-br', 'fr-fr'];
    const list: unknown = await json('/api/v1/audio/langs');
    expect(list).toEqual(ids.map((id) => ({ id, name: expect.any(String) })));
  });
});

describe('with the English front end', () => {
  let english: Running;
  beforeAll(async () => {
    english = await startServer({}, { voices: packs }, createFrontEnd({ dictionariesDir }));
  });
  afterAll(() => english.server.close());

  async function piecesOf(body: object): Promise<string[]> {
    const response = await speak(body, english.url);
    expect(response.status).toBe(200);
    await response.arrayBuffer();
    const pieces = english.engine.asked.at(-1)?.pieces ?? [];
    return pieces.map((piece) => (piece.kind === 'pause' ? `[${piece.seconds}s]` : piece.phonemes));
  }

  const phonemize = (body: object): Promise<Response> =>
    fetch(`${english.url}/api/v1/text/phonemize`, { method: 'POST', body: JSON.stringify(body) });

  test('phonemize gives one line', async () => {
    const response = await phonemize({ lang: 'en-us', input: 'Hello world.\n\nAgain.' });
    expect(await response.json()).toEqual({ phonemes: expect.stringMatching(/^həlˈO wˈɜɹld\. \S+\.$/) });
  });

  test('phonemize refuses languages it does not know', async () => {
    expect(await messageOf(await phonemize({ lang: 'xx', input: 'Hello.' }))).toBe(
      'Validation error: Language not found, use one of: en-us, en-gb, ja, cmn, es-419, hi, it, pt-br, fr-fr',
    );
  });

  test('silence tags are silence', async () => {
    expect(await piecesOf({ input: 'a[2s]b' })).toEqual([expect.any(String), '[2s]', expect.any(String)]);
  });

  const golden = readFileSync('test/fixtures/golden/kokoro-web.silence.jsonl', 'utf8').trim().split('\n');
  // A pause tag of ours is text there and silence here.
  const rows = golden.filter((line) => !line.includes('[pause:'));
  test.each(rows.map((line): { text: string; segments: string[] } => JSON.parse(line)))(
    'punctuation silences of $text',
    async ({ text, segments }) => {
      const pieces = await piecesOf({ input: text, punctuation_silences: true });
      const kinds = (parts: string[]): string[] =>
        parts.map((part) => (/^\[\d[\d.]*s\]$/.test(part) ? part : 'words'));
      expect(kinds(pieces)).toEqual(kinds(segments.filter((segment) => segment.trim() !== '')));
    },
  );

  test('punctuation makes no such silence unless asked for, or under kokoro-web’s profile', async () => {
    expect(await piecesOf({ input: 'One, two.' })).toHaveLength(1);
    const theirs = await startServer(
      { apiProfile: 'kokoro-web' },
      { voices: packs },
      createFrontEnd({ dictionariesDir }),
    );
    await (await speak({ input: 'One, two.' }, theirs.url)).arrayBuffer();
    expect(theirs.engine.asked.at(-1)?.pieces).toHaveLength(3);
    theirs.server.close();
  });
});
