/** Short answers are remembered; the second time the engine is not asked. */
import { afterAll, expect, test } from '@jest/globals';
import { type Running, speak, startServer } from '../harness/in-process-server.js';

const servers: Running[] = [];
afterAll(() => {
  for (const { server } of servers) server.close();
});

async function open(audioCacheMb: number): Promise<Running> {
  const running = await startServer({ audioCacheMb });
  servers.push(running);
  return running;
}

const said = async ({ url }: Running, body: object): Promise<Buffer> =>
  Buffer.from(await (await speak(url, { response_format: 'pcm', ...body })).arrayBuffer());

test('the same short text is the same bytes, and a hit', async () => {
  const running = await open(1);
  const first = await said(running, { input: 'OK.' });
  expect(first.length).toBeGreaterThan(0);
  expect(await said(running, { input: 'OK.' })).toEqual(first);
  expect(running.engine.asked).toHaveLength(1);
  const metrics = await (await fetch(`${running.url}/metrics`)).text();
  expect(metrics).toMatch(/^kokoro_cache_hits_total 1$/m);
  expect(metrics).toMatch(/^kokoro_cache_misses_total 1$/m);
});

test.each([{ voice: 'af_sky' }, { speed: 1.2 }, { seed: 7 }, { volume_multiplier: 2 }, { input: 'OK!' }])(
  '%j is another answer',
  async (changes) => {
    const running = await open(1);
    await said(running, { input: 'OK.' });
    await said(running, { input: 'OK.', ...changes });
    expect(running.engine.asked).toHaveLength(2);
  },
);

test('nothing is remembered when that is off', async () => {
  const running = await open(0);
  await said(running, { input: 'OK.' });
  await said(running, { input: 'OK.' });
  expect(running.engine.asked).toHaveLength(2);
});

test('instructions of 4,096 characters are accepted, of one more refused', async () => {
  const running = await open(0);
  const status = async (length: number): Promise<number> =>
    (await speak(running.url, { input: 'OK.', instructions: 'x'.repeat(length) })).status;
  expect([await status(4096), await status(4097)]).toEqual([200, 422]);
});
