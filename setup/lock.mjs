/**
 * One set-up at a time per cache: a lock file that names its owner. The owner touches it while it works; a lock whose
 * owner is dead, or (on another host, where we cannot look) has not touched it for a minute, is taken over.
 *
 * 1. A lock is created with O_EXCL, so only one of two starts gets it.
 * 2. A stale lock is moved away, never deleted by name: if what was moved turns out to be another owner's fresh lock,
 *    it is put back. Guarded by test/unit/setup-lock.test.ts.
 * 3. An owner looks once more whether the lock is still its own before it begins.
 */
import { randomBytes } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const lookMs = 250;
const touchMs = 10_000;
const forsakenMs = 60_000;

/** @typedef {{ pid: number, started: string, host: string, token: string }} Owner */

/**
 * When a process started, in clock ticks since boot (proc(5), field 22): tells a process from a later one with the
 * same id. Empty when there is none.
 * @param {number} pid
 */
async function startOf(pid) {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field is the name in brackets and may hold anything.
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

/**
 * @param {string} path
 * @returns {Promise<{ owner: Owner | undefined, text: string } | undefined>} undefined when there is no lock
 */
async function readLock(path) {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return { owner: JSON.parse(text), text };
  } catch {
    return { owner: undefined, text };
  }
}

/**
 * @param {string} path
 * @param {Owner | undefined} owner
 */
async function isStale(path, owner) {
  if (owner?.host === hostname()) return (await startOf(owner.pid)) !== owner.started;
  const touched = await stat(path).catch(() => undefined);
  return touched !== undefined && Date.now() - touched.mtimeMs > forsakenMs;
}

/**
 * @param {string} path
 * @param {string} staleText what the stale lock said
 */
async function takeAway(path, staleText) {
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8')) !== staleText) await link(aside, path).catch(() => {});
  await rm(aside);
}

/**
 * @param {string} path
 * @param {string} text
 */
async function tryLock(path, text) {
  const fresh = `${path}.${randomBytes(6).toString('hex')}`;
  // Linked, not written in place: nobody ever reads a lock without its owner.
  await writeFile(fresh, text, { flag: 'wx' });
  try {
    await link(fresh, path);
  } catch {
    return false;
  } finally {
    await rm(fresh);
  }
  return (await readFile(path, 'utf8').catch(() => '')) === text;
}

/**
 * Runs `work` while holding the cache's lock; waits for whoever holds it, saying for whom.
 * @template T
 * @param {string} cacheDir
 * @param {(line: string) => void} say
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(cacheDir, say, work) {
  await mkdir(cacheDir, { recursive: true });
  const path = join(cacheDir, 'setup.lock');
  const owner = { pid: process.pid, started: await startOf(process.pid), host: hostname() };
  const text = JSON.stringify({ ...owner, token: randomBytes(6).toString('hex') });
  let saidFor = '';
  while (!(await tryLock(path, text))) {
    const held = await readLock(path);
    if (!held) continue;
    if (await isStale(path, held.owner)) {
      say(`Taking over the set-up of process ${held.owner?.pid ?? '?'}, which is no longer running.`);
      await takeAway(path, held.text);
      continue;
    }
    if (saidFor !== held.text) {
      say(
        `Waiting for the set-up of process ${held.owner?.pid ?? '?'} on ${held.owner?.host ?? '?'} (${path}).`,
      );
      saidFor = held.text;
    }
    await delay(lookMs);
  }
  const touch = setInterval(() => utimes(path, new Date(), new Date()).catch(() => {}), touchMs);
  const release = () => {
    try {
      unlinkSync(path);
    } catch {
      // Taken over or removed: nothing is ours to release.
    }
  };
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(touch);
    process.removeListener('exit', release);
    release();
  }
}
