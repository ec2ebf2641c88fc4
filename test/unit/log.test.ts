import { expect, test } from '@jest/globals';
import { SpeechError } from '../../src/errors.js';
import { errorFields, Log } from '../../src/log.js';

function logged(format: 'json' | 'pretty', act: (log: Log) => void): string[] {
  const lines: string[] = [];
  act(new Log({ level: 'info', format, write: (line) => lines.push(line) }));
  return lines;
}

test('a line is one JSON object', () => {
  const [line = ''] = logged('json', (log) => log.info('request', { status: 200 }));
  expect(JSON.parse(line)).toMatchObject({ level: 'info', message: 'request', status: 200 });
  expect(line.endsWith('\n')).toBe(true);
});

test('lines below the level are dropped', () => {
  const lines = logged('json', (log) => {
    log.debug('no');
    log.warn('yes');
  });
  expect(lines).toHaveLength(1);
});

test.each(['json', 'pretty'] as const)('no value can forge a line or drive a terminal in %s', (format) => {
  const [line = ''] = logged(format, (log) => log.info('request', { path: 'a\r\nb\u001b[2J' }));
  expect(line.trimEnd()).not.toMatch(/[\r\n\u001b]/);
});

test('an error tells its code, stack and causes', () => {
  const cause = new Error('bad node');
  expect(errorFields(new SpeechError('INFERENCE_FAILED', 'Synthesis failed.', { cause }))).toMatchObject({
    error: 'Synthesis failed.',
    code: 'INFERENCE_FAILED',
    cause: { error: 'bad node', stack: expect.stringContaining('bad node') },
  });
});
