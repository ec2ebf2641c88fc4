/** setup/lock.mjs: one set-up at a time, in real processes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@jest/globals';
import { withLock } from '../../setup/lock.mjs';
import { withFolder } from '../harness/temporary-folder.js';

const lockModule = JSON.stringify(new URL('../../setup/lock.mjs', import.meta.url).href);

/** A process that takes the lock, prints `held`, and keeps it until its stdin ends. */
function startHolder(cacheDir: string): { child: ChildProcess; lines: AsyncIterator<string> } {
  const script = `
    const { withLock } = await import(${lockModule});
    await withLock(${JSON.stringify(cacheDir)}, (line) => console.log(line), async () => {
      console.log('held');
      for await (const _ of process.stdin);
      console.log('released');
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

async function nextLine(lines: AsyncIterator<string>): Promise<string> {
  const { value, done } = await lines.next();
  return done ? 'the end' : value;
}

test('lets the second of two set-ups wait, and says for whom', async () => {
  await withFolder(async (cacheDir) => {
    const first = startHolder(cacheDir);
    expect(await nextLine(first.lines)).toBe('held');
    const second = startHolder(cacheDir);
    expect(await nextLine(second.lines)).toContain(`Waiting for the set-up of process ${first.child.pid} on`);
    first.child.stdin?.end();
    expect(await nextLine(first.lines)).toBe('released');
    expect(await nextLine(second.lines)).toBe('held');
    second.child.stdin?.end();
    await once(second.child, 'exit');
    expect(await readdir(cacheDir)).toEqual([]);
  });
});

test('takes over the lock of a set-up that was killed', async () => {
  await withFolder(async (cacheDir) => {
    const { child, lines } = startHolder(cacheDir);
    expect(await nextLine(lines)).toBe('held');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const said: string[] = [];
    expect(
      await withLock(
        cacheDir,
        (line: string) => said.push(line),
        async () => 'done',
      ),
    ).toBe('done');
    expect(said).toEqual([`Taking over the set-up of process ${child.pid}, which is no longer running.`]);
    expect(await readdir(cacheDir)).toEqual([]);
  });
});

test('does not mistake a later process with the same id for the owner', async () => {
  await withFolder(async (cacheDir) => {
    const owner = { pid: process.pid, started: '1', host: hostname(), token: 'x' };
    await writeFile(join(cacheDir, 'setup.lock'), JSON.stringify(owner));
    const said: string[] = [];
    await withLock(
      cacheDir,
      (line: string) => said.push(line),
      async () => {},
    );
    expect(said[0]).toContain('Taking over');
  });
});

test('takes over from another host only what has not been touched for a minute', async () => {
  await withFolder(async (cacheDir) => {
    const path = join(cacheDir, 'setup.lock');
    await writeFile(path, JSON.stringify({ pid: 1, started: '1', host: 'elsewhere', token: 'x' }));
    const { child, lines } = startHolder(cacheDir);
    expect(await nextLine(lines)).toContain('Waiting for the set-up of process 1 on elsewhere');
    const longAgo = new Date(Date.now() - 70_000);
    await utimes(path, longAgo, longAgo);
    expect(await nextLine(lines)).toContain('Taking over the set-up of process 1');
    expect(await nextLine(lines)).toBe('held');
    child.stdin?.end();
    await once(child, 'exit');
  });
});

test('is held by one process at a time when many start at once over a stale lock', async () => {
  await withFolder(async (cacheDir) => {
    await writeFile(join(cacheDir, 'setup.lock'), 'half a lo');
    const longAgo = new Date(Date.now() - 70_000);
    await utimes(join(cacheDir, 'setup.lock'), longAgo, longAgo);
    let holders = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++holders);
      await new Promise((resolve) => setImmediate(resolve));
      holders--;
    };
    await Promise.all(Array.from({ length: 8 }, () => withLock(cacheDir, () => {}, work)));
    expect(most).toBe(1);
    expect(await readdir(cacheDir)).toEqual([]);
  });
});

test('gives the lock back when the work fails', async () => {
  await withFolder(async (cacheDir) => {
    const failing = withLock(
      cacheDir,
      () => {},
      async () => {
        throw new Error('no room');
      },
    );
    await expect(failing).rejects.toThrow('no room');
    expect(await readdir(cacheDir)).toEqual([]);
  });
});
