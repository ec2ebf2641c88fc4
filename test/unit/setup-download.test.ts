/** setup/fetch/url.mjs: one file over HTTP, from a real server that misbehaves. */
import { createHash, randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { SourceError, UnreachableError } from '../../setup/fetch/source-error.mjs';
import { downloadVerified } from '../../setup/fetch/url.mjs';
import { WrongFileError } from '../../setup/fetch/whole-file.mjs';
import { type Answer, type FileServer, sendBody, serve } from '../harness/file-server.js';
import { withFolder } from '../harness/temporary-folder.js';

const body = randomBytes(300_000);
const expected = { bytes: body.length, sha256: createHash('sha256').update(body).digest('hex') };
const options = { env: {}, say: () => {}, connectMs: 500, stallMs: 500 };

/** Serves with `answer` and hands over the server and the path of a file that is not there yet. */
async function withServer(answer: Answer, work: (server: FileServer, path: string) => Promise<void>) {
  const server = await serve(answer);
  try {
    await withFolder((folder) => work(server, join(folder, 'model.onnx')));
  } finally {
    await server.close();
  }
}

async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}

test('downloads a file and leaves no part behind', async () => {
  await withServer(
    (request, response) => sendBody(body, request, response),
    async ({ url, ranges }, path) => {
      await downloadVerified(url, path, expected, options);
      expect((await readFile(path)).equals(body)).toBe(true);
      expect(await isThere(`${path}.part`)).toBe(false);
      expect(ranges).toEqual(['']);
    },
  );
});

test('goes on where an earlier run ended', async () => {
  await withServer(
    (request, response) => sendBody(body, request, response),
    async ({ url, ranges }, path) => {
      await writeFile(`${path}.part`, body.subarray(0, 100_000));
      await downloadVerified(url, path, expected, options);
      expect((await readFile(path)).equals(body)).toBe(true);
      expect(ranges).toEqual(['bytes=100000-']);
    },
  );
});

test('takes a broken connection up again where it broke', async () => {
  await withServer(
    (request, response, count) => {
      sendBody(body, request, response, count < 2 ? 60_000 : Infinity);
      if (count < 2) setImmediate(() => response.socket?.end());
    },
    async ({ url, ranges }, path) => {
      await downloadVerified(url, path, expected, options);
      expect((await readFile(path)).equals(body)).toBe(true);
      expect(ranges).toEqual(['', 'bytes=60000-', 'bytes=120000-']);
    },
  );
});

test('takes up a download that fell silent', async () => {
  await withServer(
    (request, response, count) => sendBody(body, request, response, count === 0 ? 50_000 : Infinity),
    async ({ url, ranges }, path) => {
      await downloadVerified(url, path, expected, options);
      expect((await readFile(path)).equals(body)).toBe(true);
      expect(ranges).toHaveLength(2);
    },
  );
});

test('gives up a connection that keeps breaking without a byte', async () => {
  await withServer(
    (request) => request.socket.destroy(),
    async ({ url }, path) => {
      await expect(downloadVerified(url, path, expected, options)).rejects.toThrow(UnreachableError);
      expect(await isThere(path)).toBe(false);
    },
  );
});

test('starts from the beginning when the server knows no ranges', async () => {
  await withServer(
    (_, response) => response.writeHead(200, { 'content-length': body.length }).end(body),
    async ({ url }, path) => {
      await writeFile(`${path}.part`, body.subarray(0, 5000));
      await downloadVerified(url, path, expected, options);
      expect((await readFile(path)).equals(body)).toBe(true);
    },
  );
});

test('starts from the beginning when what an earlier run left is of another file', async () => {
  await withServer(
    (request, response) => sendBody(body, request, response),
    async ({ url, ranges }, path) => {
      await writeFile(`${path}.part`, randomBytes(7000));
      await downloadVerified(url, path, expected, options);
      expect((await readFile(path)).equals(body)).toBe(true);
      expect(ranges).toEqual(['bytes=7000-', '']);
    },
  );
});

test('names file, source, expected and got when the hash is wrong, and keeps nothing', async () => {
  const other = randomBytes(body.length);
  await withServer(
    (request, response) => sendBody(other, request, response),
    async ({ url }, path) => {
      const failure = downloadVerified(url, path, expected, options);
      await expect(failure).rejects.toThrow(WrongFileError);
      const got = createHash('sha256').update(other).digest('hex');
      const reason = `expected SHA-256 ${expected.sha256}, got ${got}`;
      await expect(failure).rejects.toThrow(`${path} from ${url}: ${reason}.`);
      expect(await isThere(path)).toBe(false);
      expect(await isThere(`${path}.part`)).toBe(false);
    },
  );
});

test('stops when more bytes come than the file has', async () => {
  await withServer(
    (_, response) => response.end(Buffer.concat([body, body])),
    async ({ url }, path) => {
      await expect(downloadVerified(url, path, expected, options)).rejects.toThrow('more than the expected');
    },
  );
});

test('skips a host that does not answer in time', async () => {
  await withServer(
    () => {},
    async ({ url }, path) => {
      await expect(downloadVerified(url, path, expected, options)).rejects.toThrow('no answer within 0.5 s');
    },
  );
});

test('follows redirects, but not to plain HTTP elsewhere', async () => {
  await withServer(
    (request, response) => {
      if (request.url === '/file') response.writeHead(302, { location: '/moved' }).end();
      else if (request.url === '/moved') sendBody(body, request, response);
      else response.writeHead(302, { location: 'http://192.0.2.1/file' }).end();
    },
    async ({ url }, path) => {
      await downloadVerified(url, path, expected, options);
      expect((await readFile(path)).equals(body)).toBe(true);
      const outside = downloadVerified(`${url}/away`, `${path}2`, expected, options);
      await expect(outside).rejects.toThrow('is not an HTTPS address');
    },
  );
});

test('says what a server answered that has no such file', async () => {
  await withServer(
    (_, response) => response.writeHead(404).end(),
    async ({ url }, path) => {
      const failure = downloadVerified(url, path, expected, options);
      await expect(failure).rejects.toThrow(SourceError);
      await expect(failure).rejects.toThrow(`${url} answered 404`);
    },
  );
});
