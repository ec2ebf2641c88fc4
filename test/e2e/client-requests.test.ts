/** The requests of well-known clients, as each of them sends them. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decode } from '../harness/decode.js';
import { speak } from '../harness/in-process-server.js';
import { startTinyServer, type TinyServer } from '../harness/tiny-server.js';

let server: TinyServer;
beforeAll(async () => {
  server = await startTinyServer();
});
afterAll(() => server.close());

const input = 'Hello there. And again.';
const heard = async (response: Response): Promise<number> => {
  expect(response.status).toBe(200);
  return decode(new Uint8Array(await response.arrayBuffer()), 24_000).length / 24_000;
};
const json = async (path: string): Promise<unknown> => (await fetch(server.url + path)).json();

test('Open WebUI names no voice and reads the whole body', async () => {
  expect(await heard(await speak(server.url, { model: 'tts-1', input }))).toBeGreaterThan(0.2);
  expect(await json('/v1/audio/voices')).toMatchObject({
    data: expect.any(Array),
    voices: expect.any(Array),
  });
});

test('SillyTavern sends a key that may be empty', async () => {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer ' };
  const body = { input, response_format: 'mp3', voice: 'af_heart', speed: 1, model: 'tts-1' };
  const response = await speak(server.url, body, { headers });
  expect(response.headers.get('content-type')).toBe('audio/mpeg');
  expect(await heard(response)).toBeGreaterThan(0.2);
});

test('Home Assistant sends the word None as instructions', async () => {
  const body = {
    model: 'gpt-4o-mini-tts',
    voice: 'alloy',
    input,
    instructions: 'None',
    speed: 1,
    response_format: 'mp3',
  };
  // The tiny model has three voices only; the name is what matters.
  expect((await speak(server.url, { ...body, voice: 'bf_emma' })).status).toBe(200);
});

test('n8n sends what the form has', async () => {
  const body = { model: 'tts-1', input, voice: 'af_heart', response_format: 'mp3', speed: 1 };
  expect(await heard(await speak(server.url, body))).toBeGreaterThan(0.2);
});

describe('LiveKit', () => {
  test('warms up with a GET of the base', async () => {
    expect((await fetch(`${server.url}/v1/`)).status).toBe(200);
  });

  test('asks for events and decodes them by their type', async () => {
    const body = {
      input,
      model: 'gpt-4o-mini-tts',
      voice: 'af_heart',
      response_format: 'mp3',
      speed: 1,
      stream_format: 'sse',
    };
    const text = await (await speak(server.url, body)).text();
    const audio = [...text.matchAll(/"audio":"([^"]+)"/g)].map(([, part = '']) =>
      Buffer.from(part, 'base64'),
    );
    expect(decode(Buffer.concat(audio), 24_000).length).toBeGreaterThan(4800);
    expect(text.trimEnd().split('\n\n').at(-1)).toMatch(/^data: \{"type":"speech\.audio\.done"/);
  });
});

describe('wyoming_openai', () => {
  test('takes the server for a Kokoro-FastAPI', async () => {
    expect((await fetch(`${server.url}/v1/readyz`)).status).toBe(404);
    expect(await (await fetch(`${server.url}/health`)).text()).not.toBe('OK');
    expect(await json('/v1/test')).toEqual({ status: 'ok' });
  });

  test('reads the WAV header from the first bytes, three at once', async () => {
    const body = { model: 'tts-1', voice: 'af_heart', input, response_format: 'wav' };
    const answers = await Promise.all([1, 2, 3].map(() => speak(server.url, body)));
    for (const answer of answers) {
      const head = Buffer.from(await answer.arrayBuffer()).subarray(0, 2048);
      expect(head.subarray(0, 4).toString()).toBe('RIFF');
      expect([head.readUInt16LE(22), head.readUInt32LE(24), head.readUInt16LE(34)]).toEqual([1, 24_000, 16]);
    }
  });
});

test('OpenReader reads voices as strings', async () => {
  expect(await json('/v1/audio/voices?legacy=true')).toMatchObject({
    voices: expect.arrayContaining(['af_heart']),
  });
});

test('requests of Python need no model', async () => {
  const body = { input, voice: 'af_heart', response_format: 'mp3', speed: 1.0 };
  expect(await heard(await speak(server.url, body))).toBeGreaterThan(0.2);
});

test('the OpenAI client for Python streams to a file', async () => {
  if (spawnSync('python3', ['-c', 'import openai']).status !== 0)
    return console.log('skipped: python3 has no package openai');
  const folder = mkdtempSync(join(tmpdir(), 'kokoro-python-'));
  const program = [
    'import sys',
    'from openai import OpenAI',
    'speech = OpenAI(base_url=sys.argv[1], api_key="none").audio.speech',
    'with speech.with_streaming_response.create(model="kokoro", voice="af_heart+bf_emma", input="Hello.", response_format="opus") as r:',
    '    r.stream_to_file(sys.argv[2])',
  ].join('\n');
  for (const base of ['/v1', '/api/v1']) {
    const file = join(folder, 'hello.opus');
    // Not with spawnSync: the server lives in this process.
    const child = spawn('python3', ['-c', program, server.url + base, file], { stdio: 'inherit' });
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
    expect(decode(readFileSync(file), 24_000).length).toBeGreaterThan(1200);
  }
  rmSync(folder, { recursive: true });
}, 60_000);
