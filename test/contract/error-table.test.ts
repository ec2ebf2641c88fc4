/** The failure table, its wording for OpenAI's clients, and docs/errors.md say the same. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { openaiFailure } from '../../src/dialects/openai.js';
import { isFailureCode, SpeechError } from '../../src/errors.js';

interface Row {
  readonly code: string;
  readonly status: number;
  readonly retry: string;
  readonly openai: string;
}

const rows: Row[] = [
  ...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([A-Z_]+)` \| (\d+) \| (yes|no) \| (\S+) \|/gm),
].map(([, code = '', status, retry = '', openai = '']) => ({ code, status: Number(status), retry, openai }));

/** Codes of the table, as its source lists them. */
const codes = [...readFileSync('src/errors.ts', 'utf8').matchAll(/^ {2}([A-Z_]+): \{ status/gm)].map(
  ([, code = '']) => code,
);

test('the document lists every code once, in the order of the table', () => {
  expect(codes.length).toBeGreaterThan(30);
  expect(rows.map(({ code }) => code)).toEqual(codes);
});

test.each(rows)('$code is documented as it is answered', ({ code, status, retry, openai }) => {
  if (!isFailureCode(code)) throw new Error(`${code} is not in the table.`);
  const failure = new SpeechError(code, 'Words.');
  expect([failure.status, failure.retryable ? 'yes' : 'no']).toEqual([status, retry]);
  expect(openaiFailure(failure, 'id')).toMatchObject({
    error: { message: 'Words.', param: null, code: openai === 'null' ? null : openai.replaceAll('`', '') },
    detail: { error: expect.any(String), message: expect.any(String), type: expect.any(String) },
    request_id: 'id',
  });
});

test('a failure of the server is a server_error, one of the client an invalid_request_error', () => {
  for (const code of codes.filter(isFailureCode)) {
    const failure = new SpeechError(code, '');
    const ofClient = failure.status === 429 ? 'rate_limit_error' : 'invalid_request_error';
    const type = failure.status < 500 ? ofClient : 'server_error';
    expect(openaiFailure(failure, '')).toMatchObject({ error: { type } });
  }
});

/** Raised in C++ and passed on by code. */
const native = ['INVALID_INPUT', 'ENCODER_FAILED', 'ENGINE_CLOSED'];

test('every code is raised somewhere', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const source = files
    .filter((name) => name !== 'errors.ts' && !name.startsWith('dialects'))
    .map((name) => readFileSync(`src/${name}`, 'utf8'))
    .join('\n');
  const silent = codes.filter((code) => !source.includes(`'${code}'`));
  expect(silent.filter((code) => !native.includes(code))).toEqual([]);
});
