/** OpenAI's own client against this server. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import OpenAI from 'openai';
import { type Running, startServer } from '../harness/in-process-server.js';

let running: Running;
let openai: OpenAI;
beforeAll(async () => {
  running = await startServer();
  openai = new OpenAI({ baseURL: `${running.url}/v1`, apiKey: 'none', maxRetries: 0 });
});
afterAll(() => running.server.close());

const input = 'Hello there. Again.';
const samples = 18 * 1200;

test('creates speech', async () => {
  const response = await openai.audio.speech.create({
    model: 'tts-1',
    voice: 'alloy',
    input,
    response_format: 'wav',
  });
  const audio = Buffer.from(await response.arrayBuffer());
  expect(audio.subarray(0, 4).toString()).toBe('RIFF');
  expect(audio).toHaveLength(44 + samples * 2);
  expect(running.engine.asked.at(-1)?.utterance.voice).toEqual([{ name: 'af_alloy', weight: 1 }]);
});

test('reads speech while it is made', async () => {
  const response = await openai.audio.speech.create({
    model: 'gpt-4o-mini-tts',
    voice: 'onyx',
    input,
    instructions: 'Speak kindly.',
    speed: 2,
    response_format: 'pcm',
  });
  let received = 0;
  for await (const bytes of response.body ?? []) received += bytes.length;
  expect(received).toBe(samples);
});

test('asks for events', async () => {
  const response = await openai.audio.speech.create({
    model: 'gpt-4o-mini-tts',
    voice: 'alloy',
    input,
    stream_format: 'sse',
    response_format: 'pcm',
  });
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  expect(await response.text()).toMatch(/data: \{"type":"speech\.audio\.done",.*\}\n\n$/);
});

test('lists the models', async () => {
  const ids: string[] = [];
  for await (const { id } of openai.models.list()) ids.push(id);
  expect(ids).toEqual(['tts-1', 'tts-1-hd', 'kokoro', 'gpt-4o-mini-tts']);
  expect(await openai.models.retrieve('kokoro')).toMatchObject({ id: 'kokoro', owned_by: 'kokoro' });
});

describe('understands failures', () => {
  test.each([
    [{ voice: 'nope' }, 400, 'voice', 'voice_not_found'],
    [{ speed: 9 }, 422, 'speed', 'invalid_value'],
    [{ model: 'whisper-1' }, 400, 'model', 'model_not_found'],
    [{ input: ' ' }, 400, 'input', 'empty_input'],
  ])('of %j', async (change, status, param, code) => {
    const create = openai.audio.speech.create({ model: 'tts-1', voice: 'alloy', input, ...change });
    const failure: unknown = await create.then(
      () => 'no failure',
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(OpenAI.APIError);
    expect(failure).toMatchObject({ status, param, code, requestID: expect.any(String) });
  });
});

test('tries again when the queue is full, after the time the server names', async () => {
  const busy = await startServer({ synthQueue: 0 }, { rtf: 0.5 });
  const patient = new OpenAI({ baseURL: `${busy.url}/v1`, apiKey: 'none', maxRetries: 3 });
  const speak = (text: string) =>
    patient.audio.speech.create({ model: 'tts-1', voice: 'alloy', input: text, response_format: 'pcm' });
  const [first, second] = await Promise.all([speak('Quite a long sentence.'), speak('Me, too.')]);
  expect((await first.arrayBuffer()).byteLength).toBe(22 * 2400);
  expect((await second.arrayBuffer()).byteLength).toBe(8 * 2400 - 2400);
  expect(busy.lines.some(({ outcome }) => outcome === 'QUEUE_FULL')).toBe(true);
  busy.server.close();
});
