/** fastkokoro's own server on our weights, its defaults left as they are. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { askForPcm } from './pcm-answer.js';
import type { Side } from './side.js';

/** The first start simplifies the graph and compiles its arithmetic; both are kept. */
const startWithinMs = 300_000;

export async function startFastkokoro(dir: string): Promise<Side> {
  const port = await freePort();
  const env = {
    ...process.env,
    FASTKOKORO_HOST: '127.0.0.1',
    FASTKOKORO_PORT: String(port),
    FASTKOKORO_MODEL_PATH: join(dir, 'weights', 'kokoro.onnx'),
    FASTKOKORO_VOICES_PATH: join(dir, 'weights', 'voices.npz'),
    FASTKOKORO_CACHE_DIR: join(dir, 'fastkokoro-cache'),
  };
  const program = join(dir, 'fastkokoro', 'bin', 'python');
  const args = ['-c', 'from fastkokoro.cli import main; main()'];
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${program} did not start`);
  const base = `http://127.0.0.1:${port}`;
  for (const startedAt = performance.now(); !(await isHealthy(base)); await pause(200)) {
    if (child.exitCode !== null || performance.now() - startedAt > startWithinMs)
      throw new Error('fastkokoro does not answer');
  }
  return {
    name: 'fastkokoro',
    pid,
    speak: (text) => askForPcm(base, text, { model: 'kokoro', lang: 'en-us', stream: true }),
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

async function isHealthy(base: string): Promise<boolean> {
  try {
    return (await fetch(`${base}/health`)).ok;
  } catch {
    return false;
  }
}
