/** What ffmpeg makes of encoded audio. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Stream {
  readonly codec_name: string;
  readonly sample_rate: string;
  readonly channels: number;
  readonly start_time?: string;
  readonly bit_rate?: string;
}

/** Runs a program on a file with these bytes: in a pipe, which it cannot seek in, it does not find all they say. */
function run(program: string, bytes: Uint8Array, args: (file: string) => readonly string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'kokoro-'));
  try {
    const file = join(folder, 'audio');
    writeFileSync(file, bytes);
    const all = ['-v', 'error', ...args(file)];
    const { status, stdout, stderr, error } = spawnSync(program, all, { maxBuffer: 1 << 28 });
    if (error !== undefined) throw error;
    if (status !== 0 || stderr.length > 0) throw new Error(`${program} ${all.join(' ')}: ${stderr}`);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The only stream of a file, as ffprobe describes it. */
export function probe(bytes: Uint8Array): Stream {
  const { streams } = JSON.parse(
    run('ffprobe', bytes, (file) => ['-show_streams', '-of', 'json', file]).toString(),
  );
  if (streams.length !== 1) throw new Error(`Expected one stream, found ${streams.length}`);
  return streams[0];
}

/** Samples at `rate` Hz, in [-1, 1]; `format` is named where a file has no header. Complaints of the decoder are errors. */
export function decode(bytes: Uint8Array, rate: number, format: readonly string[] = []): Float32Array {
  const out = run('ffmpeg', bytes, (file) => [
    ...format,
    '-i',
    file,
    '-f',
    'f32le',
    '-ar',
    String(rate),
    '-',
  ]);
  return new Float32Array(new Uint8Array(out).buffer);
}

/** Signal-to-noise ratio of `heard` against `meant` in dB; `heard` may be longer, and begins `delay` samples late. */
export function snr(meant: Float32Array, heard: Float32Array, delay = 0): number {
  let signal = 0;
  let noise = 0;
  for (const [at, sample] of meant.entries()) {
    signal += sample ** 2;
    noise += (sample - (heard[at + delay] ?? 0)) ** 2;
  }
  return 10 * Math.log10(signal / noise);
}
