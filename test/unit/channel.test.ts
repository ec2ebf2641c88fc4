import { beforeEach, expect, test } from '@jest/globals';
import { Channel, type RawSocket, usualTimes } from '../../src/http/channel.js';

const mebibyte = 1024 * 1024;
const times = { ...usualTimes, idleMs: 60_000 };

/** uWS's side of a socket: what it is given stays unread until somebody reads. */
class Wire implements RawSocket {
  unread = 0;
  pings = 0;
  readonly sent: string[] = [];
  readonly ended: [number | undefined, string][] = [];

  send(message: unknown): number {
    this.sent.push(typeof message === 'string' ? message : 'binary');
    this.unread += typeof message === 'string' ? message.length : Buffer.byteLength(message as Uint8Array);
    return 1;
  }
  end(code?: number, reason?: unknown): void {
    this.ended.push([code, String(reason)]);
  }
  ping(): number {
    return ++this.pings;
  }
  getBufferedAmount(): number {
    return this.unread;
  }
}

let wire: Wire;
let channel: Channel;
beforeEach(() => {
  wire = new Wire();
  channel = new Channel(wire, times, 0);
});

test('pings every thirty seconds', () => {
  for (let now = 0; now <= 95_000; now += 1000) {
    channel.heard(now);
    channel.tick(now);
  }
  expect(wire.pings).toBe(3);
  expect(wire.ended).toEqual([]);
});

test('closes with 1001 after sixty seconds without a frame', () => {
  channel.heard(5000);
  channel.tick(64_999);
  expect(wire.ended).toEqual([]);
  channel.tick(65_000);
  expect(wire.ended).toEqual([[1001, 'Idle timeout.']]);
  expect(channel.signal.aborted).toBe(true);
});

test('closes with 1001 after an hour, however lively', () => {
  for (let now = 0; now < 3_600_000; now += 20_000) {
    channel.heard(now);
    channel.tick(now);
  }
  expect(wire.ended).toEqual([]);
  channel.tick(3_600_000);
  expect(wire.ended).toEqual([[1001, 'Connection is too old.']]);
});

test('messages that belong together leave one right after the other', async () => {
  await Promise.all([channel.send('a', new Uint8Array(2)), channel.send('b', new Uint8Array(2))]);
  expect(wire.sent).toEqual(['a', 'binary', 'b', 'binary']);
});

test('what there is room for has been sent when send returns', () => {
  void channel.send('last words');
  channel.close(1001);
  expect(wire.sent).toEqual(['last words']);
});

test('producers wait beyond a mebibyte, in their order, and go on when the client reads', async () => {
  const done: string[] = [];
  const first = channel.send(new Uint8Array(mebibyte + 1)).then(() => done.push('first'));
  const second = channel.send('second').then(() => done.push('second'));
  const third = channel.send('third').then(() => done.push('third'));
  await new Promise(setImmediate);
  expect([wire.sent, done]).toEqual([['binary'], []]);
  wire.unread = mebibyte;
  channel.drained();
  await Promise.all([first, new Promise(setImmediate)]);
  wire.unread = 0;
  channel.drained();
  await Promise.all([second, third]);
  expect([wire.sent, done]).toEqual([
    ['binary', 'second', 'third'],
    ['first', 'second', 'third'],
  ]);
});

test('a client that reads nothing for ten seconds is closed with 1013, and its producer is released', async () => {
  const parked = channel.send(new Uint8Array(mebibyte + 1));
  for (let now = 0; now < 9000; now += 1000) channel.tick(now);
  wire.unread--; // it read a byte
  for (let now = 9000; now < 19_000; now += 1000) channel.tick(now);
  expect(wire.ended).toEqual([]);
  channel.tick(19_000);
  expect(wire.ended).toEqual([[1013, 'Client does not read.']]);
  await parked;
  await channel.send('nobody hears this');
  expect(wire.sent).toEqual(['binary']);
});

test('a client may take its time for less than a mebibyte while nobody waits', () => {
  void channel.send(new Uint8Array(mebibyte));
  for (let now = 0; now < 55_000; now += 1000) channel.tick(now);
  expect(wire.ended).toEqual([]);
});

test('finishing waits until everything is read', async () => {
  void channel.send('some words');
  const finished = channel.finish(1000);
  await new Promise(setImmediate);
  expect(wire.ended).toEqual([]);
  wire.unread = 0;
  channel.drained();
  await finished;
  expect(wire.ended).toEqual([[1000, '']]);
});

test('a closed socket is closed once', async () => {
  channel.close(1000);
  channel.close(1011);
  await channel.finish(1001);
  channel.tick(9_999_999);
  expect(wire.ended).toEqual([[1000, '']]);
});
