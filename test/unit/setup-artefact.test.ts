/** setup/fetch/artefact.mjs: sources in order, verification, disk space, files brought by hand. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createContext } from '../../setup/context.mjs';
import { entryOf, fetchArtefact, isArtefactReady } from '../../setup/fetch/artefact.mjs';
import { type Answer, sendBody, serve } from '../harness/file-server.js';
import { withFolder } from '../harness/temporary-folder.js';
import { storedZip } from '../harness/zip-writer.js';

const body = randomBytes(50_000);
const sha256 = createHash('sha256').update(body).digest('hex');
const file = { path: 'downloads/model.onnx', bytes: body.length, sha256 };
const right: Answer = (request, response) => sendBody(body, request, response);
const wrong: Answer = (request, response) => sendBody(randomBytes(body.length), request, response);

/** A context with its cache in a folder, and what it said. */
function contextIn(folder: string, overrides: object = {}) {
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  return { said, context: createContext({ cacheDir: join(folder, 'cache'), env: {}, say, ...overrides }) };
}

function artefactFrom(...urls: string[]) {
  return {
    licence: '',
    purpose: '',
    files: [file],
    sources: urls.map((url) => ({ kind: 'url' as const, url })),
  };
}

test('takes the next source when one has the wrong bytes', async () => {
  const [bad, good] = [await serve(wrong), await serve(right)];
  await withFolder(async (folder) => {
    const { context, said } = contextIn(folder);
    const artefact = artefactFrom(bad.url, good.url);
    await fetchArtefact('model', artefact, context);
    expect((await readFile(join(context.cacheDir, file.path))).equals(body)).toBe(true);
    expect(await isArtefactReady(artefact, context)).toBe(true);
    expect(said.join('\n')).toMatch(/skipped: .*expected SHA-256 .*, got /);
  });
  await Promise.all([bad.close(), good.close()]);
});

test('lists why each source failed, and leaves nothing that passes for the file', async () => {
  const bad = await serve(wrong);
  await withFolder(async (folder) => {
    const { context } = contextIn(folder);
    const artefact = artefactFrom(bad.url, bad.url);
    await expect(fetchArtefact('model', artefact, context)).rejects.toThrow(
      /model could not be fetched:\n {2}- .*\n {2}- /,
    );
    expect(await readdir(join(context.cacheDir, 'downloads'))).toEqual([]);
  });
  await bad.close();
});

test('asks a host that cannot be reached only once in a run', async () => {
  const gone = await serve(right);
  await gone.close();
  await withFolder(async (folder) => {
    const { context } = contextIn(folder);
    const failure = fetchArtefact('model', artefactFrom(gone.url, gone.url), context);
    await expect(failure).rejects.toThrow(/cannot be reached \(ECONNREFUSED\)\n.*did not answer before/s);
  });
});

test('says before the download that the disk is too small', async () => {
  const server = await serve(right);
  await withFolder(async (folder) => {
    const { context } = contextIn(folder, { freeBytes: async () => 1234 });
    const artefact = { ...artefactFrom(server.url), workBytes: 1000 };
    await expect(fetchArtefact('model', artefact, context)).rejects.toThrow('(51000 bytes)');
    await expect(fetchArtefact('model', artefact, context)).rejects.toThrow('(1234 bytes) are free');
    expect(server.ranges).toEqual([]);
  });
  await server.close();
});

test('fetches a file again whose bytes have changed since it was verified', async () => {
  const server = await serve(right);
  await withFolder(async (folder) => {
    const { context } = contextIn(folder);
    const artefact = artefactFrom(server.url);
    await fetchArtefact('model', artefact, context);
    await writeFile(join(context.cacheDir, file.path), body.subarray(1));
    expect(await isArtefactReady(artefact, context)).toBe(false);
    await fetchArtefact('model', artefact, context);
    expect((await readFile(join(context.cacheDir, file.path))).equals(body)).toBe(true);
    await fetchArtefact('model', artefact, context);
    expect(server.ranges).toHaveLength(2);
  });
  await server.close();
});

test('takes files the operator brought, but only the right ones', async () => {
  await withFolder(async (folder) => {
    const from = join(folder, 'brought');
    await mkdir(from);
    const { context, said } = contextIn(folder, { from });
    await writeFile(join(from, 'model.onnx'), randomBytes(body.length));
    await expect(fetchArtefact('model', artefactFrom(), context)).rejects.toThrow('could not be fetched');
    expect(said[0]).toContain('It is not used.');
    await writeFile(join(from, 'model.onnx'), body);
    await fetchArtefact('model', artefactFrom(), context);
    expect((await readFile(join(context.cacheDir, file.path))).equals(body)).toBe(true);
  });
});

test('takes files out of an archive, each verified, and removes the archive', async () => {
  const server = await serve((request, response) =>
    sendBody(storedZip({ 'w/model.onnx': body }), request, response),
  );
  await withFolder(async (folder) => {
    const { context } = contextIn(folder);
    const source = { kind: 'url' as const, url: server.url, archive: 'zip', entry: 'w/{name}' };
    await fetchArtefact('model', { ...artefactFrom(), sources: [source] }, context);
    expect((await readFile(join(context.cacheDir, file.path))).equals(body)).toBe(true);
    expect(await readdir(join(context.cacheDir, 'downloads', 'archives'))).toEqual([]);
  });
  await server.close();
});

test('finds the name of a file in an archive', () => {
  const header = { path: 'onnxruntime/1/include/core/a.h', bytes: 1, sha256 };
  const source = { kind: 'apt' as const, strip: 'onnxruntime/1/include', entry: './usr/include/{name}' };
  expect(entryOf(source, header)).toBe('./usr/include/core/a.h');
  expect(entryOf({ kind: 'url', entry: '{stem}.npy' }, { ...header, path: 'voices/af.bin' })).toBe('af.npy');
});
