import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Running, startServer } from '../harness/in-process-server.js';
import { message, rawRequest } from '../harness/raw-request.js';

let running: Running;
beforeAll(async () => {
  running = await startServer({ maxBodyBytes: 4096 });
});
afterAll(() => running.server.close());

const send = (bytes: string, until?: RegExp): Promise<string> => rawRequest(running.port, bytes, until);
/** A request that leaves a trace in the log if it is served. */
const second = message('GET /v1/models/smuggled');
const wasServed = (): boolean => running.lines.some(({ path }) => path === '/v1/models/smuggled');

test.each([
  [message('GET /v1/test')],
  [message('POST /v1/audio/speech', ['Content-Type: application/json'], '{"input":" "}')],
])('serves %j', async (request) => {
  expect(await send(request)).toMatch(/^HTTP\/1\.1 (200|400) /);
});

test.each([
  ['two lengths', 'POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 8\r\n\r\nabcd'],
  ['an empty length', 'POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: \r\n\r\n'],
  [
    'an unknown transfer coding',
    'POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n',
  ],
  [
    'chunked and a length',
    'POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['two hosts', 'GET /a HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
  ['a strange method', 'G@T /a HTTP/1.1\r\nHost: a\r\n\r\n'],
  ['a raw byte in the path', 'GET /\x80 HTTP/1.1\r\nHost: a\r\n\r\n'],
])('cuts %s, and serves nothing that is pipelined behind it', async (_what, request) => {
  expect(await send(request + second)).not.toContain('200 OK');
  expect(wasServed()).toBe(false);
});

describe('serves nothing behind a refusal', () => {
  test.each([
    ['411', 'POST /v1/audio/speech HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n'],
    [
      '411 with chunks',
      'POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\n\r\n',
    ],
    ['413', 'POST /v1/audio/speech HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n'],
  ])('%s', async (_status, request) => {
    const answer = await send(request + second, /never/);
    expect(answer).not.toContain('200 OK');
    expect(answer).not.toContain('smuggled');
    expect(wasServed()).toBe(false);
  });
});

test('asks for a length when the body is chunked', async () => {
  const answer = await send(
    'POST /v1/audio/speech HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n',
    /never/,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 411 Length Required/);
  expect(answer).toContain('"code":"length_required"');
});

test('understands a request however it is cut into packets', async () => {
  const body = '{"input":"Hi.","voice":"nope"}';
  const request = message('POST /v1/audio/speech', ['Content-Type: application/json'], body);
  const net = await import('node:net');
  const cuts = Array.from({ length: request.length - 1 }, (_, index) => index + 1);
  const answers = await Promise.all(
    cuts.map(
      (cut) =>
        new Promise<string>((resolve) => {
          const socket = net.connect(running.port, '127.0.0.1');
          socket.setNoDelay(true);
          socket.once('data', (data) => {
            socket.destroy();
            resolve(data.toString('latin1').slice(0, 12));
          });
          socket.write(request.slice(0, cut), () => setImmediate(() => socket.write(request.slice(cut))));
        }),
    ),
  );
  expect(new Set(answers)).toEqual(new Set(['HTTP/1.1 400']));
});
