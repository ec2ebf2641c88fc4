/** node kokoro-js.js DIR VOICE: kokoro-js through its own stream, driven by lines as line_driver.py tells. */
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Piece } from './answer.js';

/** What is used of two packages that are installed beside the weights and not here. */
interface KokoroJs {
  readonly KokoroTTS: {
    from_pretrained(model: string, options: { dtype: string; device: string }): Promise<Tts>;
  };
  readonly TextSplitterStream: new () => Splitter;
}
interface Splitter {
  push(text: string): void;
  close(): void;
}
interface Tts {
  stream(text: Splitter, options: { voice: string }): AsyncIterable<{ audio: { audio: Float32Array } }>;
}
interface Transformers {
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
}

const [dir = '', voice = ''] = process.argv.slice(2);
const packages = join(resolve(dir), 'kokoro-js', 'node_modules');
const transformers = join(packages, '@huggingface', 'transformers', 'dist', 'transformers.node.mjs');
const { env }: Transformers = await import(transformers);
env.allowRemoteModels = false;
env.localModelPath = join(resolve(dir), 'weights');
const { KokoroTTS, TextSplitterStream }: KokoroJs = await import(
  join(packages, 'kokoro-js', 'dist', 'kokoro.js')
);
const tts = await KokoroTTS.from_pretrained('kokoro-js', { dtype: 'fp32', device: 'cpu' });

console.log(JSON.stringify({ ready: true }));
for await (const line of createInterface(process.stdin)) {
  const { text }: { text: string } = JSON.parse(line);
  const startedAt = performance.now();
  const splitter = new TextSplitterStream();
  splitter.push(text);
  splitter.close();
  const pieces: Piece[] = [];
  for await (const { audio } of tts.stream(splitter, { voice })) {
    const atMs = performance.now() - startedAt;
    const lead = audio.audio.findIndex((sample) => Math.abs(sample) > 0.003_16);
    const samples = audio.audio.length;
    pieces.push({ atMs, samples, lead: lead < 0 ? samples : lead });
  }
  console.log(JSON.stringify({ pieces, wholeMs: performance.now() - startedAt }));
}
