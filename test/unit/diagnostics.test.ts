/** Files of the kernel and lines of drivers, as they really look. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { disks } from '../../src/diagnostics/disks.js';
import { folderSize } from '../../src/diagnostics/folder-size.js';
import { parseGpus } from '../../src/diagnostics/gpus.js';
import { namedNumbers, percentOf, processStat, textOf } from '../../src/diagnostics/proc-files.js';

test('a process may have any name: brackets and blanks in it move no field', () => {
  const fields = 'S 1 1 1 0 -1 4194560 2 0 0 0 250 50 0 0 20 0 7 0 123456 1000 500';
  expect(processStat(`42 (a) b (c) ${fields}`)).toEqual({ state: 'S', cpuSec: 3, startedSec: 1234.56 });
});

test('numbers are found by their names', () => {
  const numbers = namedNumbers('MemTotal:       100 kB\nActive(file):   7 kB\nHugePages:      0\n');
  expect([...numbers]).toEqual([
    ['MemTotal', 100],
    ['Active(file)', 7],
    ['HugePages', 0],
  ]);
});

test('a share of nothing is nothing', () => {
  expect([percentOf(1, 3), percentOf(5, 0)]).toEqual([33.3, 0]);
});

test('cards are read from their driver’s lines, and what a card does not know is 0', () => {
  const csv =
    '0, NVIDIA H100 80GB HBM3, 37, 81559, 20389, 61170, 41\n1, Tesla T4, [N/A], 15360, 0, 15360, 30\n\n';
  expect(parseGpus(csv)).toEqual([
    {
      id: 0,
      name: 'NVIDIA H100 80GB HBM3',
      load: 0.37,
      memory: { total: 81_559, used: 20_389, free: 61_170, percent: 25 },
      temperature: 41,
    },
    {
      id: 1,
      name: 'Tesla T4',
      load: 0,
      memory: { total: 15_360, used: 0, free: 15_360, percent: 0 },
      temperature: 30,
    },
  ]);
});

test('only file systems with a size of their own are listed, each place once, the root first', async () => {
  const mounts = join(mkdtempSync(join(tmpdir(), 'kokoro-test-')), 'mounts');
  writeFileSync(
    mounts,
    'proc /proc proc rw 0 0\ntmpfs /nowhere/at\\040all tmpfs rw 0 0\n/dev/sdb1 /tmp ext4 rw 0 0\nfar:/x /x nfs4 rw 0 0\n' +
      'overlay / overlay rw 0 0\n/dev/sda1 / ext4 rw 0 0\n',
  );
  const found = await disks(mounts);
  expect(found.map(({ device, mountpoint }) => [device, mountpoint])).toEqual([
    ['/dev/sda1', '/'],
    ['/dev/sdb1', '/tmp'],
  ]);
});

test('what is not there has no text and no size', async () => {
  expect(await textOf('/no/such/file')).toBe('');
  expect(await folderSize('/no/such/folder')).toEqual({ path: '/no/such/folder', files: 0, bytes: 0 });
});
