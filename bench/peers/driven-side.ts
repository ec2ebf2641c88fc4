/** A package without a server: a process of its own that speaks what it is told by lines. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Answer } from './answer.js';
import { type Side, voice } from './side.js';

export async function startDriven(name: string, dir: string): Promise<Side> {
  const [program = '', ...args] = commandOf(name, dir);
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${program} did not start`);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${name} ended`);
    return value;
  };
  await next();
  return {
    name,
    pid,
    async speak(text) {
      child.stdin.write(`${JSON.stringify({ text })}\n`);
      const answer: Answer = JSON.parse(await next());
      return answer;
    },
    async stop() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

function commandOf(name: string, dir: string): string[] {
  if (name === 'kokoro-js') return [process.execPath, 'dist/bench/peers/kokoro-js.js', dir, voice];
  const driver = join('bench', 'peers', `${name.replace('-', '_')}_driver.py`);
  return [join(dir, name, 'bin', 'python'), driver, join(dir, 'weights'), voice];
}
