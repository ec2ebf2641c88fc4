/** The real addon with the real model, for tests of how it sounds. */
import { loadAddon } from '../../src/engine/addon.js';
import type { Piece, Utterance } from '../../src/engine/engine.js';
import { readModelDescription } from '../../src/engine/model-description.js';
import type { NativeEngineOptions, SegmentReport, UtteranceEnd } from '../../src/engine/native.js';
import { AddonEngine } from '../../src/engine/native-engine.js';
import { modelDir, projectRoot, voicesDir } from './assets.js';

/** Starts an engine; close() it. */
export function openEngine(options: Partial<NativeEngineOptions> = {}): AddonEngine {
  const dir = options.modelDir ?? modelDir;
  const { name, sha256, split, constants } = readModelDescription(dir);
  return new AddonEngine(
    loadAddon(projectRoot),
    {
      modelName: name,
      modelDir: dir,
      voicesDir,
      split,
      constants,
      provider: 'cpu',
      tier: 'auto',
      threads: 2,
      workers: 1,
      capacity: 64,
      timbreRow: 120,
      statistics: '',
      learnedStatistics: '',
      calibration: [],
      weightsSha256: sha256,
      ...options,
    },
    2,
  );
}

export const plain: Utterance = {
  voice: [{ name: 'af_heart', weight: 1 }],
  speed: 1,
  pitch: 0,
  volume: 1,
  intonation: 1,
  seed: 0,
  format: 'pcm',
  sampleRate: 24_000,
  bitrateKbps: 0,
  streamed: true,
};

/** A segment of which nothing is cut. */
export function uncut(phonemes: string): Piece {
  return { kind: 'segment', phonemes, leadMs: -1, tailMs: -1 };
}

export interface Spoken {
  readonly reports: readonly SegmentReport[];
  readonly bytes: Buffer;
  readonly samples: Float32Array;
  readonly end: UtteranceEnd;
}

/** Speaks pieces to the end. */
export async function speak(
  engine: AddonEngine,
  utterance: Utterance,
  pieces: readonly Piece[],
  signal = new AbortController().signal,
): Promise<Spoken> {
  const events = engine.speak(utterance, pieces.values(), signal);
  const reports: SegmentReport[] = [];
  const blocks: Uint8Array[] = [];
  for (;;) {
    const next = await events.next();
    if (next.done) {
      const bytes = Buffer.concat(blocks);
      const pcm = new Int16Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / 2));
      return { reports, bytes, samples: Float32Array.from(pcm, (sample) => sample / 32767), end: next.value };
    }
    if (next.value.kind === 'segment') reports.push(next.value.report);
    else blocks.push(next.value.bytes);
  }
}
