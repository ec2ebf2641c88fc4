/** One utterance through the real engine: its samples, and where one window of the generator met the next. */
import type { Engine, Piece, Utterance } from '../../src/engine/engine.js';
import type { SegmentReport } from '../../src/engine/native.js';
import { plain } from '../../test/harness/real-engine.js';

const frameSamples = 600;
/** Samples the limiter holds back: a block ends that much before its window does. */
const limiterDelay = 120;

export interface Decoded {
  readonly samples: Float32Array;
  readonly report: SegmentReport;
  /** First samples of windows, the first window's not counted; none in a segment decoded whole. */
  readonly seams: readonly number[];
}

/** Speaks one piece. Throws what the engine throws, and when it reports no segment. */
export async function decode(
  engine: Engine,
  piece: Piece,
  utterance: Partial<Utterance> & { readonly speaker: string },
): Promise<Decoded> {
  const { speaker, ...wishes } = utterance;
  const wish: Utterance = { ...plain, voice: [{ name: speaker, weight: 1 }], ...wishes };
  const blocks: Float32Array[] = [];
  let report: SegmentReport | undefined;
  for await (const event of engine.speak(wish, [piece].values(), new AbortController().signal)) {
    if (event.kind === 'segment') report = event.report;
    else blocks.push(fromPcm(event.bytes));
  }
  if (report === undefined) throw new Error('The engine reported no segment.');
  const samples = joined(blocks);
  return { samples, report, seams: seamsOf(blocks, report) };
}

function fromPcm(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength / 2 }, (_, at) => view.getInt16(2 * at, true) / 32_767);
}

function joined(blocks: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    whole.set(block, at);
    at += block.length;
  }
  return whole;
}

/** Blocks end where windows do, less the limiter's delay; other ends of blocks do not lie between two frames. */
function seamsOf(blocks: readonly Float32Array[], { trimmedSamples, stretch }: SegmentReport): number[] {
  if (stretch !== 1) return [];
  const seams: number[] = [];
  let end = 0;
  for (const block of blocks.slice(0, -1)) {
    end += block.length;
    const seam = end + limiterDelay;
    if ((seam + trimmedSamples) % frameSamples === 0) seams.push(seam);
  }
  return seams;
}
