/** The names that clients of other servers give models and voices: each is spoken by the voice it stands for. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Running, speak, startServer } from '../harness/in-process-server.js';

/** OpenAI's names and the voices that the specification gives them. */
const names = {
  alloy: 'af_alloy',
  ash: 'am_adam',
  ballad: 'am_michael',
  cedar: 'am_liam',
  coral: 'af_nicole',
  echo: 'am_echo',
  fable: 'bm_fable',
  marin: 'af_river',
  nova: 'af_nova',
  onyx: 'am_onyx',
  sage: 'af_sarah',
  shimmer: 'af_sky',
  verse: 'am_eric',
};

let running: Running;
beforeAll(async () => {
  running = await startServer({}, { voices: ['af_heart', 'bf_emma', ...Object.values(names)] });
});
afterAll(() => running.server.close());

async function voiceOf(body: object): Promise<unknown> {
  const response = await speak(running.url, { input: 'Hi.', stream: false, ...body });
  expect(response.status).toBe(200);
  await response.arrayBuffer();
  return running.engine.asked.at(-1)?.utterance.voice;
}

test.each(Object.entries(names))('OpenAI’s %s, in any case, is %s', async (name, voice) => {
  expect(await voiceOf({ voice: name })).toEqual([{ name: voice, weight: 1 }]);
  expect(await voiceOf({ voice: name.toUpperCase() })).toEqual([{ name: voice, weight: 1 }]);
});

test.each(['tts-1', 'tts-1-hd', 'kokoro', 'gpt-4o-mini-tts'])('the model %s speaks', async (model) => {
  expect(await voiceOf({ model })).toEqual([{ name: 'af_heart', weight: 1 }]);
});

test('three voices are mixed by their weights', async () => {
  expect(await voiceOf({ voice: 'af_sky(2)+af_nova+am_onyx' })).toEqual([
    { name: 'af_sky', weight: 0.5 },
    { name: 'af_nova', weight: 0.25 },
    { name: 'am_onyx', weight: 0.25 },
  ]);
});

test('the operator’s default voice speaks where none is named, and its language where none is set', async () => {
  const british = await startServer({ defaultVoice: 'bf_emma' });
  const letter = await startServer({ defaultLang: 'en-gb' });
  for (const server of [british, letter]) {
    const response = await speak(server.url, { input: 'Hi.' });
    expect(response.status).toBe(200);
    await response.arrayBuffer();
    server.server.close();
  }
  const logged = ({ lines }: Running) => lines.find(({ message }) => message === 'request');
  expect(logged(british)).toMatchObject({ voice: 'bf_emma', language: 'en-gb' });
  expect(logged(letter)).toMatchObject({ voice: 'af_heart', language: 'en-gb' });
});
