/** The real process: `node dist/src/main.js` with an environment of its own on a free port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import net from 'node:net';
import { createInterface } from 'node:readline';

const program = 'dist/src/main.js';

export type Line = Record<string, unknown>;

/** Logs that tests read; and nothing is remembered, so that the engine speaks each time. */
const fixed = { KOKORO_LOG_FORMAT: 'json', KOKORO_AUDIO_CACHE_MB: '0' };

export class ServerProcess {
  readonly lines: Line[] = [];
  readonly #waiting: { test: (line: Line) => boolean; resolve: (line: Line) => void }[] = [];
  /** Resolves when it has ended, with its exit code, or its signal. */
  readonly ended: Promise<number | string>;
  /** What it wrote besides log lines. */
  output = '';

  private constructor(
    readonly child: ChildProcess,
    readonly port: number,
  ) {
    this.ended = once(child, 'close').then(([code, signal]) => code ?? signal);
    for (const stream of [child.stderr, child.stdout]) {
      if (stream !== null) createInterface(stream).on('line', (line) => this.#take(line));
    }
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it; it may end at once, if that is what a test is about. `npm run build:ts` makes the program. */
  static async spawn(env: Record<string, string>, args: readonly string[] = []): Promise<ServerProcess> {
    if (!existsSync(program)) throw new Error(`${program} is missing. Run: npm run build:ts`);
    const port = await freePort();
    const ours = Object.entries(process.env).filter(
      ([name]) => !/^(KOKORO_|HOST$|PORT$|NODE_OPTIONS$)/.test(name),
    );
    const child = spawn(process.execPath, [program, ...args], {
      env: { ...Object.fromEntries(ours), ...fixed, KOKORO_PORT: String(port), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new ServerProcess(child, port);
  }

  /** Starts it and waits until it can speak; fails at once when it ends before. */
  static async ready(env: Record<string, string>): Promise<ServerProcess> {
    const server = await ServerProcess.spawn(env);
    await server.line(({ message }) => message === 'ready');
    return server;
  }

  /** Resolves with the first log line that passes, past or future; rejects when the process ends without one. */
  line(test: (line: Line) => boolean): Promise<Line> {
    const past = this.lines.find(test);
    if (past !== undefined) return Promise.resolve(past);
    return Promise.race([
      new Promise<Line>((resolve) => this.#waiting.push({ test, resolve })),
      this.ended.then((code) => {
        throw new Error(`The server ended with ${code}: ${JSON.stringify(this.lines)} ${this.output}`);
      }),
    ]);
  }

  /** Ends it for good. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  #take(text: string): void {
    const line = parsed(text);
    if (line === undefined) {
      this.output += `${text}\n`;
      return;
    }
    this.lines.push(line);
    for (const waiting of this.#waiting) if (waiting.test(line)) waiting.resolve(line);
  }
}

function parsed(text: string): Line | undefined {
  if (!text.startsWith('{')) return undefined;
  const line: unknown = JSON.parse(text);
  return typeof line === 'object' && line !== null ? { ...line } : undefined;
}

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return address.port;
}
