import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { byteRange } from '../../src/downloads/byte-range.js';
import { downloadName } from '../../src/downloads/download-name.js';
import { Downloads, emptyFolder } from '../../src/downloads/downloads.js';
import type { StoredFile } from '../../src/downloads/stored-file.js';
import { withFolder } from '../harness/temporary-folder.js';

describe('a download’s name', () => {
  test.each([
    ['report.wav', 'report.mp3'],
    ['../../etc/passwd', 'etc_passwd.mp3'],
    ['bad";name', 'bad_name.mp3'],
    ['...', 'tmpX.mp3'],
    ['x'.repeat(200), `${'x'.repeat(100)}.mp3`],
    ['', 'tmpX.mp3'],
    ['My chapter 1', 'My_chapter_1.mp3'],
    ['archive.tar.gz', 'archive.tar.mp3'],
    ['-_-', 'tmpX.mp3'],
    ['bad\r\nx: y', 'bad_x_y.mp3'],
    ['über', 'ber.mp3'],
  ])('%j becomes %s', (wish, name) => {
    expect(downloadName(wish, 'tmpX.mp3')).toBe(name);
  });
});

describe('a range', () => {
  test.each([
    ['bytes=0-3', { first: 0, last: 3 }],
    ['bytes=4-', { first: 4, last: 9 }],
    ['bytes=-3', { first: 7, last: 9 }],
    ['bytes=-99', { first: 0, last: 9 }],
    ['bytes=8-99', { first: 8, last: 9 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=0-1,4-5', 'whole'],
    ['bytes=5-2', 'whole'],
    ['bytes=-', 'whole'],
    ['lines=1-2', 'whole'],
    ['', 'whole'],
  ])('%j of ten bytes', (header, range) => {
    expect(byteRange(header, 10)).toEqual(range);
  });
});

interface Kept {
  readonly downloads: Downloads;
  readonly folder: string;
  pass(ms: number): void;
  file(bytes?: number): Promise<StoredFile>;
}

function inFolder(limits: object, work: (kept: Kept) => Promise<void>): Promise<void> {
  return withFolder(async (folder) => {
    let now = 1_000_000;
    const all = { folder, maxCount: 100, maxBytes: 1e9, maxAgeMs: 3_600_000, ...limits };
    const downloads = new Downloads(all, () => now);
    const file = async (bytes = 10): Promise<StoredFile> => {
      const made = await downloads.create('mp3', 'audio/mpeg');
      if (made === undefined) throw new Error('No room.');
      await made.write(new Uint8Array(bytes));
      await made.finish({ timings: '{}', captions: '{}' });
      return made;
    };
    const pass = (ms: number): void => {
      now += ms;
    };
    await work({ downloads, folder, pass, file });
  });
}

describe('the table of files', () => {
  test('gives names nobody guesses, for this process’s files only', () =>
    inFolder({}, async ({ downloads, folder, file }) => {
      const made = await file();
      expect(made.name).toMatch(/^tmp[A-Za-z0-9]{16}\.mp3$/);
      expect(downloads.find(made.name)).toBe(made);
      writeFileSync(`${folder}/tmpAAAAAAAAAAAAAAAA.mp3`, 'not ours');
      for (const name of ['tmpAAAAAAAAAAAAAAAA.mp3', '../x', '', 'constructor', `${made.name}.words`])
        expect(downloads.find(name)).toBeUndefined();
    }));

  test('drops the oldest, with its sidecars, when there are too many', () =>
    inFolder({ maxCount: 2 }, async ({ downloads, folder, pass, file }) => {
      const [first, second] = [await file(), await file()];
      pass(60_000);
      const third = await file();
      expect([first, second, third].map(({ name }) => downloads.find(name) !== undefined)).toEqual([
        false,
        true,
        true,
      ]);
      expect(readdirSync(folder).filter((name) => name.startsWith(first.name))).toEqual([]);
      expect(existsSync(`${folder}/${second.name}.json`)).toBe(true);
    }));

  test('never drops what is written, read or younger than a minute: then there is no room', () =>
    inFolder({ maxCount: 2 }, async ({ downloads, pass, file }) => {
      await file();
      const writing = await downloads.create('mp3', 'audio/mpeg');
      expect(await downloads.create('mp3', 'audio/mpeg')).toBeUndefined();
      pass(3_700_000);
      await downloads.sweep();
      expect(downloads.usage.count).toBe(1);
      const read = await file();
      read.readers = 1;
      pass(60_000);
      expect(await downloads.create('mp3', 'audio/mpeg')).toBeUndefined();
      expect(writing?.state).toBe('writing');
      read.readers = 0;
      expect(await downloads.create('mp3', 'audio/mpeg')).toBeDefined();
    }));

  test('has room for no more than its count, whoever asks at the same time', () =>
    inFolder({ maxCount: 3 }, async ({ downloads }) => {
      const made = await Promise.all(Array.from({ length: 9 }, () => downloads.create('mp3', 'audio/mpeg')));
      expect(made.filter((file) => file !== undefined)).toHaveLength(3);
    }));

  test('drops the oldest when they are too large, and what is too old', () =>
    inFolder({ maxBytes: 25 }, async ({ downloads, pass, file }) => {
      const [first, second] = [await file(), await file(15)];
      pass(60_000);
      const third = await file();
      expect([first, second, third].map(({ state }) => state)).toEqual(['gone', 'whole', 'whole']);
      pass(3_600_001);
      await downloads.sweep();
      expect(downloads.usage).toEqual({ count: 0, bytes: 0 });
    }));

  test('has no file where the folder takes none', () =>
    withFolder(async (folder) => {
      const blocked = `${folder}/file`;
      writeFileSync(blocked, '');
      chmodSync(blocked, 0o400);
      const downloads = new Downloads({ folder: `${blocked}/sub`, maxCount: 9, maxBytes: 9, maxAgeMs: 9 });
      expect(await downloads.create('mp3', 'audio/mpeg')).toBeUndefined();
    }));

  test('leaves what is not ours when the folder is emptied', () =>
    withFolder(async (folder) => {
      for (const name of ['tmpAAAAAAAAAAAAAAAA.mp3', 'tmpAAAAAAAAAAAAAAAA.mp3.json', 'notes.txt', 'tmp1.mp3'])
        writeFileSync(`${folder}/${name}`, '');
      await emptyFolder(folder);
      expect(readdirSync(folder).sort()).toEqual(['notes.txt', 'tmp1.mp3']);
      await emptyFolder(`${folder}/missing`);
    }));
});

describe('a file that is being written', () => {
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

  test('is followed to its end by every reader', () =>
    inFolder({}, async ({ downloads }) => {
      const file = await downloads.create('pcm', 'audio/pcm');
      if (file === undefined) throw new Error('No room.');
      const read = async (): Promise<string> => {
        let all = '';
        for await (const piece of file.follow()) all += text(piece);
        return all;
      };
      const early = read();
      const parts = Array.from({ length: 50 }, (_, index) => `part ${index};`);
      const late: Promise<string>[] = [];
      for (const part of parts) {
        await file.write(Buffer.from(part));
        late.push(read());
      }
      await file.finish();
      expect(await early).toBe(parts.join(''));
      expect(new Set(await Promise.all(late))).toEqual(new Set([parts.join('')]));
      expect(file.readers).toBe(0);
    }));

  test('breaks its readers off when it is given up', () =>
    inFolder({}, async ({ downloads, folder }) => {
      const file = await downloads.create('pcm', 'audio/pcm');
      if (file === undefined) throw new Error('No room.');
      await file.write(Buffer.from('begun'));
      const reader = file.follow();
      expect(text((await reader.next()).value ?? new Uint8Array())).toBe('begun');
      const next = reader.next();
      await file.abandon();
      await expect(next).rejects.toThrow('was removed');
      expect(readdirSync(folder)).toEqual([]);
      expect(downloads.find(file.name)).toBeUndefined();
    }));
});
