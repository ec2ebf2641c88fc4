/** Reads what the importer wrote beside the graphs: constants of the signal path, and what the weights are. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { SpeechError } from '../errors.js';
import type { SignalConstants } from './native.js';

const Source = Type.Object({ file: Type.String(), sha256: Type.String(), format: Type.String() });
const Constants = Type.Object({
  sourceWeights: Type.Array(Type.Number(), { minItems: 9, maxItems: 9 }),
  sourceBias: Type.Number(),
  sineAmplitude: Type.Number(),
  noiseStd: Type.Number(),
  noiseUnvoiced: Type.Number(),
  voicedThreshold: Type.Number(),
});
const Split = Compile(Type.Object({ source: Source, split: Type.Literal(true), constants: Constants }));
const Whole = Compile(Type.Object({ source: Source, split: Type.Literal(false), reason: Type.String() }));
const SelfTest = Compile(Type.Object({ gain: Type.String() }));

/** How much louder than its training the v1.0 graph is: it never divides by the window's overlap (3.52 dB). */
const windowOverlap = 1.5;

export interface ModelDescription {
  /** The imported file's name and precision, for logs and headers. */
  readonly name: string;
  readonly sha256: string;
  /** False: the importer could only keep the whole graph, and why. */
  readonly split: boolean;
  readonly reason: string | null;
  readonly constants: SignalConstants;
}

/** Reads `modelDir`/model.json. Throws MODEL_LOAD_FAILED naming the file and the command that mends it. */
export function readModelDescription(modelDir: string): ModelDescription {
  const path = join(modelDir, 'model.json');
  if (!existsSync(path)) {
    throw new SpeechError('MODEL_LOAD_FAILED', `No imported model: ${path} is missing. Run: npm run setup`);
  }
  const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (Split.Check(found)) {
    const { constants, source } = found;
    return { ...named(source), split: true, reason: null, constants: toSignalConstants(constants) };
  }
  if (Whole.Check(found)) {
    const gain = wholeGraphGain(modelDir);
    return {
      ...named(found.source),
      split: false,
      reason: found.reason,
      constants: { ...silentSource, gain },
    };
  }
  throw new SpeechError(
    'MODEL_LOAD_FAILED',
    `${path} is not what this version's importer writes. Run: npm run setup`,
  );
}

function named({ file, format, sha256 }: Static<typeof Source>): { name: string; sha256: string } {
  return { name: `${file.replace(/\.onnx$/, '')} (${format})`, sha256 };
}

function toSignalConstants(found: Static<typeof Constants>): SignalConstants {
  return {
    sourceWeights: Float32Array.from(found.sourceWeights),
    sourceBias: found.sourceBias,
    sineAmplitude: found.sineAmplitude,
    noiseVoiced: found.noiseStd,
    noiseUnvoiced: found.noiseUnvoiced,
    voicedThreshold: found.voicedThreshold,
    gain: 1 / windowOverlap,
  };
}

/** The whole graph makes its own source: nothing of ours is used. */
const silentSource: Omit<SignalConstants, 'gain'> = {
  sourceWeights: new Float32Array(9),
  sourceBias: 0,
  sineAmplitude: 0,
  noiseVoiced: 0,
  noiseUnvoiced: 0,
  voicedThreshold: 0,
};

/** A whole graph's samples come at its own level; the self-test found out which. The v1.0 exports' is the loud one. */
function wholeGraphGain(modelDir: string): number {
  const path = join(modelDir, 'self-test.json');
  const result: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  return SelfTest.Check(result) && result.gain === 'divided' ? 1 : 1 / windowOverlap;
}
