/** Our scheduler against taking turns otherwise, in simulated time: units cost what they were measured to cost. */
import { spawnSync } from 'node:child_process';
import { record } from './record.js';

/** Built by setup/build-bench.mjs. */
const program = 'build-bench/scheduler_simulation';

function isRow(value: unknown): value is Record<string, string | number> {
  const isCell = (cell: unknown): boolean => typeof cell === 'string' || typeof cell === 'number';
  return typeof value === 'object' && value !== null && Object.values(value).every(isCell);
}

const { status, stdout, stderr, error } = spawnSync(program, { encoding: 'utf8' });
if (error) throw error;
if (status !== 0) throw new Error(`${program}: ${stderr}`);
const rows = stdout
  .trim()
  .split('\n')
  .map((line): Record<string, string | number> => {
    const row: unknown = JSON.parse(line);
    if (!isRow(row)) throw new Error(`${program} printed ${line}`);
    return row;
  });
record('schedule', 'simulated: two one-thread workers with AMX, texts of 1, 10 and 100 words in turn', rows);
