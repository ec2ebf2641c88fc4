/** docs/parity.md claims nothing that no test of that name proves, and counts right. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const document = readFileSync('docs/parity.md', 'utf8');

interface Claim {
  readonly row: string;
  readonly file: string;
  readonly name: string;
}

const claims = [...document.matchAll(/^\| ([WBFRX]-\d{3}) \| [^|]+ \| `([^`]+)` › (.+?) \|/gm)].map(
  ([, row = '', file = '', name = '']): Claim => ({ row, file, name }),
);

/** Rows of the open groups, ranges spelled out. */
const open = [...document.matchAll(/^\| ([WBFRX]) [^|]+ \| ([^|]+) \|$/gm)].flatMap(([, group, rows = '']) =>
  rows.split(', ').flatMap((range) => {
    const [first = 0, last = first] = range.split('–').map(Number);
    return Array.from(
      { length: last - first + 1 },
      (_, at) => `${group}-${String(first + at).padStart(3, '0')}`,
    );
  }),
);

test.each(claims)('$row is proven by a test that is there', ({ file, name }) => {
  expect(existsSync(file)).toBe(true);
  expect(readFileSync(file, 'utf8')).toContain(name);
});

test('no row is listed twice, and the sums are right', () => {
  const rows = [...claims.map(({ row }) => row), ...open];
  expect(new Set(rows).size).toBe(rows.length);
  const [, done, partly, left, all] =
    /^(\d+) done, (\d+) partly, (\d+) open, of (\d+)\.$/m.exec(document)?.map(Number) ?? [];
  expect([(done ?? 0) + (partly ?? 0), left, all]).toEqual([claims.length, open.length, rows.length]);
});
