/** kokoro-webui's API as a client in Python sees it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { pythonWith } from '../harness/python-venv.js';
import { shortLivedServers } from '../harness/short-lived-servers.js';

const python = pythonWith('websockets==15.0.1');
const start = shortLivedServers();

(python === undefined ? test.skip : test)(
  'Python’s websockets is refused with 403, and streams and cancels with token and key',
  async () => {
    const { url } = await start({ apiKey: ['k'] }, { rtf: 0.01 });
    const run = promisify(execFile);
    const { stdout } = await run(python ?? '', ['test/e2e/native-python.py', url, 'k']);
    expect(JSON.parse(stdout)).toEqual({
      refused: 403,
      protocol: 'kokoro-stream',
      types: ['meta', 'chunk', 16 * 2400, 'done'],
      close: 1000,
      cancelled: 'cancelled',
    });
  },
  60_000,
);
