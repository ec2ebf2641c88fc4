/** Whatever JSON comes: an answer of the right kind, quickly, and the server goes on. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Running, speak, startServer } from '../harness/in-process-server.js';

let running: Running;
beforeAll(async () => {
  running = await startServer({ synthQueue: -1 });
});
afterAll(() => running.server.close());

const voice = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.stringMatching(/^[a-z_]{1,8}([+-](af_sky|\d|\.5|x\(2\)))*$/),
  fc.constantFrom('af_sky', 'alloy+af_sky(2)-1', 'ef_dora', null),
  fc.jsonValue(),
);
const body = fc.record(
  {
    input: fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.jsonValue()),
    voice,
    speed: fc.oneof(fc.double(), fc.jsonValue()),
    pitch: fc.oneof(fc.double({ min: -7, max: 7, noNaN: true }), fc.jsonValue()),
    response_format: fc.oneof(fc.constantFrom('wav', 'PCM', 'mp3'), fc.jsonValue()),
    stream: fc.oneof(fc.boolean(), fc.jsonValue()),
    stream_format: fc.oneof(fc.constantFrom('sse', 'audio'), fc.jsonValue()),
    seed: fc.oneof(fc.maxSafeInteger(), fc.jsonValue()),
    language: fc.oneof(fc.constantFrom('en', 'de', 'a'), fc.jsonValue()),
    initial_silence: fc.oneof(fc.nat(3000), fc.jsonValue()),
    model: fc.oneof(fc.constantFrom('tts-1', 'x'), fc.jsonValue()),
  },
  { requiredKeys: [] },
);

test('odd bodies are spoken or refused, never a fault', async () => {
  await fc.assert(
    fc.asyncProperty(body, async (odd) => {
      const response = await speak(running.url, odd);
      const bytes = Buffer.from(await response.arrayBuffer());
      expect([200, 400, 422]).toContain(response.status);
      if (response.status === 200) return;
      expect(JSON.parse(bytes.toString())).toEqual({
        error: {
          message: expect.any(String),
          type: 'invalid_request_error',
          param: expect.any(String),
          code: expect.any(String),
        },
        detail: expect.anything(),
        request_id: expect.any(String),
      });
    }),
    { numRuns: 400 },
  );
  expect(running.lines.filter(({ level }) => level === 'error')).toEqual([]);
});
