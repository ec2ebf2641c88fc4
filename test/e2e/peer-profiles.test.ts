/** What a peer's API profile changes on the OpenAI routes. */
import { expect, test } from '@jest/globals';
import type { Config } from '../../src/config/schema.js';
import { type Running, speak, startServer } from '../harness/in-process-server.js';

async function withProfile(
  apiProfile: Config['apiProfile'],
  work: (server: Running) => Promise<void>,
  settings: Partial<Config> = {},
  voices?: readonly string[],
): Promise<void> {
  const server = await startServer({ apiProfile, ...settings }, voices === undefined ? {} : { voices });
  try {
    await work(server);
  } finally {
    server.server.close();
  }
}

test('kokoro-webui lists one model of its own', () =>
  withProfile('kokoro-webui', async ({ url }) => {
    const model = { id: 'kokoro', object: 'model', created: 1_686_935_002, owned_by: 'kokoro-webui' };
    expect(await (await fetch(`${url}/v1/models`)).json()).toEqual({ object: 'list', data: [model] });
    expect(await (await fetch(`${url}/v1/models/kokoro`)).json()).toEqual(model);
  }));

test('kokoro-openai-server owns its models', () =>
  withProfile('kokoro-openai-server', async ({ url }) => {
    const { data } = Object(await (await fetch(`${url}/v1/models`)).json());
    expect(data.map(({ owned_by }: { owned_by: string }) => owned_by)).toEqual(
      Array(4).fill('kokoro-openai-server'),
    );
  }));

test.each([2, 0.4])('kokoro-webui refuses speed %p in its own words', (speed) =>
  withProfile('kokoro-webui', async ({ url }) => {
    const response = await speak(url, { input: 'Hello.', speed });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: {
        message: 'speed must be between 0.5 and 1.8 for Kokoro.',
        code: 'invalid_value',
        param: 'speed',
      },
      detail: { error: 'validation_error' },
    });
    expect((await speak(url, { input: 'Hello.', speed: 1.8 })).status).toBe(200);
  }),
);

test('kokoro-fastapi has voices of its own for OpenAI’s names', () =>
  withProfile(
    'kokoro-fastapi',
    async ({ url, engine }) => {
      const voiceOf = async (voice: string): Promise<unknown> => {
        await (await speak(url, { input: 'Hello.', voice })).arrayBuffer();
        return engine.asked.at(-1)?.utterance.voice;
      };
      expect(await voiceOf('alloy')).toEqual([{ name: 'am_adam', weight: 1 }]);
      expect(await voiceOf('Echo')).toEqual([{ name: 'af_bella', weight: 1 }]);
      expect(await voiceOf('verse')).toEqual([{ name: 'am_eric', weight: 1 }]);
      const { data } = Object(await (await fetch(`${url}/v1/audio/voices`)).json());
      expect(data).toContainEqual({
        id: 'alloy',
        name: 'alloy (OpenAI alias for am_adam)',
        preview_url: null,
      });
    },
    {},
    ['af_heart', 'am_adam', 'af_bella', 'am_eric'],
  ));
