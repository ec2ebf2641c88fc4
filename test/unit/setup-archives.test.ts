/** setup/fetch: zip and tar readers, and the header of NumPy arrays. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readEntries, withoutArrayHeader } from '../../setup/fetch/archive.mjs';
import { readTar } from '../../setup/fetch/tar.mjs';
import { listZip, readZipEntry } from '../../setup/fetch/zip.mjs';
import { withFolder } from '../harness/temporary-folder.js';
import { deflatedZip, storedZip } from '../harness/zip-writer.js';

async function whole(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer, void, void> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test.each([
  ['stored', storedZip],
  ['deflated', deflatedZip],
])('reads %s entries of a zip archive', async (_, zipOf) => {
  const entries = {
    'a/one.bin': randomBytes(700_000),
    empty: Buffer.alloc(0),
    'two.txt': Buffer.from('words '.repeat(900)),
  };
  await withFolder(async (folder) => {
    const path = join(folder, 'a.whl');
    await writeFile(path, zipOf(entries));
    expect([...(await listZip(path)).keys()]).toEqual(Object.keys(entries));
    for (const [name, body] of Object.entries(entries)) {
      expect((await whole(readZipEntry(path, name))).equals(body)).toBe(true);
    }
    await expect(whole(readZipEntry(path, 'three'))).rejects.toThrow('holds no three');
  });
});

test('refuses a zip archive that is cut off, and a broken entry', async () => {
  const archive = deflatedZip({ one: Buffer.from('words to squeeze '.repeat(900)) });
  await withFolder(async (folder) => {
    const cut = join(folder, 'cut.zip');
    await writeFile(cut, archive.subarray(0, archive.length - 30));
    await expect(listZip(cut)).rejects.toThrow('is not a whole zip archive');
    const broken = join(folder, 'broken.zip');
    const spoilt = Buffer.from(archive);
    spoilt.fill(0xff, 50, 90);
    await writeFile(broken, spoilt);
    await expect(whole(readZipEntry(broken, 'one'))).rejects.toThrow();
  });
});

test.each(['ustar', 'gnu', 'pax'])(
  'reads a %s archive with long names, in chunks of any size',
  async (format) => {
    await withFolder(async (folder) => {
      // Longer than the 100 bytes of the plain header; ustar splits it at a slash.
      const deep = join('package', 'a'.repeat(60), 'b'.repeat(60));
      const one = randomBytes(1537);
      const bodies = {
        'package/one.bin': one,
        [join(deep, 'two.bin')]: randomBytes(512),
        'package/empty': Buffer.alloc(0),
      };
      await mkdir(join(folder, deep), { recursive: true });
      for (const [name, body] of Object.entries(bodies)) await writeFile(join(folder, name), body);
      const names = Object.keys(bodies);
      const { status } = spawnSync('tar', [`--format=${format}`, '-cf', 'a.tar', 'package/empty', ...names], {
        cwd: folder,
      });
      expect(status).toBe(0);
      const tar = await whole(createReadStream(join(folder, 'a.tar')));
      for (const size of [100, 512, 70_000]) {
        const found: Record<string, Buffer> = {};
        for await (const { name, body } of readTar(inPieces(tar, size))) found[name] = Buffer.from(body);
        expect(found).toEqual(bodies);
      }
      const insideOne = tar.indexOf(one) + 100;
      await expect(async () => {
        for await (const _ of readTar(inPieces(tar.subarray(0, insideOne), 512)));
      }).rejects.toThrow(/ends inside/);
    });
  },
);

test('says which entries an archive does not hold', async () => {
  await withFolder(async (folder) => {
    await writeFile(join(folder, 'one'), 'x');
    spawnSync('tar', ['-czf', 'a.tgz', 'one'], { cwd: folder });
    const seen: string[] = [];
    const reading = readEntries(join(folder, 'a.tgz'), 'tgz', ['one', 'two'], async (name: string) => {
      seen.push(name);
    });
    await expect(reading).rejects.toThrow('holds no two');
    expect(seen).toEqual(['one']);
  });
});

test('strips the header of a NumPy array, wherever the chunks end', async () => {
  const header = Buffer.from(
    "{'descr': '<f4', 'fortran_order': False, 'shape': (510, 1, 256), }".padEnd(117),
  );
  const magic = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0]);
  const numbers = randomBytes(4096);
  for (const size of [1, 7, 128, 5000]) {
    const array = inPieces(Buffer.concat([magic, header, numbers]), size);
    expect((await whole(withoutArrayHeader(array))).equals(numbers)).toBe(true);
  }
  await expect(whole(withoutArrayHeader(inPieces(magic, 3)))).rejects.toThrow('ends inside its header');
});
