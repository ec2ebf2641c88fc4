/** The commands of the set-up as an operator calls them: exit codes and what is printed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { serve } from '../harness/file-server.js';
import { withFolder } from '../harness/temporary-folder.js';

const setup = fileURLToPath(new URL('../../setup', import.meta.url));

/** Runs a command of the set-up to its end. */
async function run(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [join(setup, script), ...args], {
    env: { PATH: process.env.PATH, ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

test('names the steps when one is asked for that is none', async () => {
  const { code, stderr } = await run('setup.mjs', ['--only', 'voices,choir']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^No such step: choir\. Steps: node, system, npm, .*model, native-tests\.$/m);
});

test('names the suites when one is asked for that is none', async () => {
  const { code, stderr } = await run('test.mjs', ['units']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^No such suite: units\. Suites: lint, .*unit, contract, .*golden\.$/m);
});

test('doctor says what is missing and how to mend it, and exits 1', async () => {
  await withFolder(async (folder) => {
    const env = { KOKORO_CACHE_DIR: folder, KOKORO_PORT: '0' };
    const { code, stdout } = await run('doctor.mjs', ['--quiet'], env);
    expect(code).toBe(1);
    expect(stdout).toContain(`[error] voices not in ${folder}\n        npm run setup -- --only voices\n`);
    expect(stdout).toMatch(/^Summary: \d+ error\(s\), \d+ warning\(s\)\n$/m);
    expect(stdout).not.toContain('[ok]');
  });
});

test('doctor reports as JSON, with every step of the set-up', async () => {
  await withFolder(async (folder) => {
    const { stdout } = await run('doctor.mjs', ['--json'], {
      KOKORO_CACHE_DIR: folder,
      KOKORO_VOICES_DIR: '/given',
    });
    const report: { errors: number; checks: { level: string; label: string; message: string }[] } =
      JSON.parse(stdout);
    expect(report.checks).toContainEqual({ level: 'ok', label: 'voices', message: '/given (given)' });
    expect(report.errors).toBe(report.checks.filter(({ level }) => level === 'error').length);
    for (const label of ['Node', 'ONNX Runtime', 'native addon', 'dictionaries', 'model', 'disk', 'port']) {
      expect(report.checks.map((check) => check.label)).toContain(label);
    }
  });
});

test.each([
  [200, 0],
  [503, 1],
])('doctor --live exits as the server lives: %s gives %s', async (status, exit) => {
  const server = await serve((request, response) =>
    response.writeHead(request.url === '/livez' ? status : 404).end(),
  );
  const { port } = new URL(server.url);
  const { code, stderr } = await run('doctor.mjs', ['--live'], { KOKORO_PORT: port, KOKORO_HOST: '0.0.0.0' });
  expect(code).toBe(exit);
  expect(stderr).toBe(exit === 0 ? '' : `http://127.0.0.1:${port}/livez answered ${status}\n`);
  await server.close();
});

test('doctor --live exits 1 when there is no server', async () => {
  const server = await serve(() => {});
  const { port } = new URL(server.url);
  await server.close();
  const { code, stderr } = await run('doctor.mjs', ['--live'], { KOKORO_PORT: port });
  expect(code).toBe(1);
  expect(stderr).toContain('ECONNREFUSED');
});

test('fetches nothing where that is forbidden, and says so', async () => {
  await withFolder(async (folder) => {
    const env = { KOKORO_CACHE_DIR: folder, KOKORO_DOWNLOAD_MODEL: 'false' };
    const { code, stderr } = await run('setup.mjs', ['--only', 'voices'], env);
    expect(code).toBe(1);
    expect(stderr).toContain(`voices is not in ${folder}, and KOKORO_DOWNLOAD_MODEL forbids to fetch it.`);
  });
});

test('uses a model imported under a name of its own', async () => {
  await withFolder(async (folder) => {
    await mkdir(join(folder, 'imported', 'tiny'), { recursive: true });
    await writeFile(join(folder, 'imported', 'tiny', 'model.json'), '{}');
    const env = { KOKORO_CACHE_DIR: folder, KOKORO_MODEL: 'tiny' };
    const { code, stderr } = await run('setup.mjs', ['--only', 'model'], env);
    expect([code, stderr]).toEqual([0, 'Set up: model.\n']);
  });
});
