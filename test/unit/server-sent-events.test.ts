import { expect, test } from '@jest/globals';
import { dataEvent, keptAlive } from '../../src/audio/server-sent-events.js';

const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

test('an event is one data line and an empty one', () => {
  expect(text(dataEvent({ a: 'b\nc' }))).toBe('data: {"a":"b\\nc"}\n\n');
});

test('comments fill a silence, and nothing is lost or reordered by them', async () => {
  let speak = (): void => {};
  const spoken = new Promise<void>((resolve) => {
    speak = resolve;
  });
  const events = (async function* () {
    yield dataEvent({ n: 1 });
    await spoken;
    yield dataEvent({ n: 2 });
  })();
  const lines = keptAlive(events, 5);
  expect(text((await lines.next()).value)).toBe('data: {"n":1}\n\n');
  expect(text((await lines.next()).value)).toBe(': keep-alive\n\n');
  expect(text((await lines.next()).value)).toBe(': keep-alive\n\n');
  speak();
  const rest: string[] = [];
  for await (const line of lines) rest.push(text(line));
  expect(rest.filter((line) => line.startsWith('data'))).toEqual(['data: {"n":2}\n\n']);
});
