/** A set-up that is killed in the middle of a download: nothing passes for whole, and the next run goes on. */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, stat, watch, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { sendBody, serve } from '../harness/file-server.js';
import { withFolder } from '../harness/temporary-folder.js';

const body = randomBytes(2_000_000);
const sha256 = createHash('sha256').update(body).digest('hex');
const modules = ['context', 'fetch/artefact', 'lock'].map((name) =>
  JSON.stringify(new URL(`../../setup/${name}.mjs`, import.meta.url).href),
);

/** Starts a set-up of one artefact in a process of its own. */
function startSetup(cacheDir: string, url: string) {
  const artefact = {
    files: [{ path: 'downloads/model.onnx', bytes: body.length, sha256 }],
    sources: [{ kind: 'url', url }],
  };
  const script = `
    const [{ createContext }, { fetchArtefact }, { withLock }] =
      await Promise.all([${modules}].map((name) => import(name)));
    const context = createContext({ cacheDir: ${JSON.stringify(cacheDir)}, env: {} });
    await withLock(context.cacheDir, context.say, () => fetchArtefact('model', ${JSON.stringify(artefact)}, context));`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'inherit', 'pipe'],
  });
}

/** Resolves when the part holds some of the bytes. */
async function untilPartGrows(folder: string): Promise<number> {
  const part = join(folder, 'downloads', 'model.onnx.part');
  const size = async () => (await stat(part).catch(() => undefined))?.size ?? 0;
  const deadline = AbortSignal.timeout(10_000);
  for await (const _ of watch(folder, { recursive: true, signal: deadline })) {
    if ((await size()) > 0) break;
  }
  return await size();
}

test('leaves only a part when it is killed, and goes on from there', async () => {
  const server = await serve((request, response, count) =>
    sendBody(body, request, response, count === 0 ? 900_000 : Infinity),
  );
  await withFolder(async (folder) => {
    await writeFile(join(folder, 'verified.json'), '{}\n');
    const growing = untilPartGrows(folder);
    const killed = startSetup(folder, server.url);
    await growing;
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    expect(await readdir(join(folder, 'downloads'))).toEqual(['model.onnx.part']);

    const second = startSetup(folder, server.url);
    const [code] = await once(second, 'exit');
    expect(code).toBe(0);
    expect((await readFile(join(folder, 'downloads', 'model.onnx'))).equals(body)).toBe(true);
    expect(await readdir(join(folder, 'downloads'))).toEqual(['model.onnx']);
    expect(server.ranges[0]).toBe('');
    expect(server.ranges[1]).toMatch(/^bytes=[1-9]\d*-$/);
  });
  await server.close();
});

test('downloads once when two set-ups start at once', async () => {
  const server = await serve((request, response) => sendBody(body, request, response));
  await withFolder(async (folder) => {
    const both = [startSetup(folder, server.url), startSetup(folder, server.url)];
    const codes = await Promise.all(both.map(async (child) => (await once(child, 'exit'))[0]));
    expect(codes).toEqual([0, 0]);
    expect(server.ranges).toEqual(['']);
    expect((await readFile(join(folder, 'downloads', 'model.onnx'))).equals(body)).toBe(true);
  });
  await server.close();
});
