/** A server of our own for a benchmark: starts it, waits for its log lines, asks it to speak. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export class BenchServer {
  readonly #messages = new Map<string, number>();
  readonly #startedAt = performance.now();

  private constructor(
    readonly child: ChildProcess,
    readonly port: number,
  ) {}

  /** Resolves when it can speak. */
  static async start(command: readonly string[], port: number): Promise<BenchServer> {
    const [program = '', ...args] = command;
    // Nothing is remembered: what is measured is the engine.
    const env = {
      ...process.env,
      KOKORO_PORT: String(port),
      KOKORO_LOG_FORMAT: 'json',
      KOKORO_AUDIO_CACHE_MB: '0',
    };
    const server = new BenchServer(spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] }), port);
    await server.#until('ready');
    return server;
  }

  /** Milliseconds from the start of the process to a message of its log. */
  sinceStart(message: string): number {
    return this.#messages.get(message) ?? Number.NaN;
  }

  /** Resident memory in MB; `peak` is the most there ever was. */
  memory(): { now: number; peak: number } {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    const of = (key: string): number => Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
    return { now: Math.round(of('VmRSS')), peak: Math.round(of('VmHWM')) };
  }

  /** Speaks; milliseconds to the first byte of audio behind the header and to the last one, and seconds of audio. */
  async speak(input: string): Promise<{ firstMs: number; wholeMs: number; audioSec: number }> {
    const startedAt = performance.now();
    const response = await fetch(`http://127.0.0.1:${this.port}/v1/audio/speech`, {
      method: 'POST',
      body: JSON.stringify({ input, response_format: 'pcm' }),
    });
    if (!response.ok || response.body === null)
      throw new Error(`${response.status}: ${await response.text()}`);
    let firstMs = Number.NaN;
    let bytes = 0;
    for await (const block of response.body) {
      if (bytes === 0) firstMs = performance.now() - startedAt;
      bytes += block.length;
    }
    return { firstMs, wholeMs: performance.now() - startedAt, audioSec: bytes / 48_000 };
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    if (this.child.exitCode === null) await once(this.child, 'exit');
  }

  async #until(message: string): Promise<void> {
    if (this.child.stderr === null) throw new Error('no log');
    const lines = createInterface(this.child.stderr);
    for await (const line of lines) {
      if (!line.startsWith('{')) continue;
      const entry: { message?: string } = JSON.parse(line);
      if (entry.message) this.#messages.set(entry.message, performance.now() - this.#startedAt);
      if (entry.message === message) break;
    }
    this.child.stderr.resume();
  }
}
