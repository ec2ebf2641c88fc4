/**
 * Runs after an import: the pieces, chained, against the whole graph on real utterances; writes self-test.json.
 * `node dist/models/import/self-test.js MODELDIR VOICESDIR`; exit 1 names the check that failed.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadAddon } from '../../src/engine/addon.js';
import type { ModelCheck, NativeAddon } from '../../src/engine/native.js';
import cases from './self-test-cases.json' with { type: 'json' };

const styleSize = 256;

/** Largest absolute differences that are rounding and not a wrong cut. */
const limits = { audio: 1e-4, hostIstft: 1e-4, kernels: 1e-3 };

/** Runs the check on the committed utterances. Returns its figures; throws an Error that names the failed check. */
export function selfTest(addon: NativeAddon, modelDir: string, voicesDir: string): ModelCheck {
  const { source } = JSON.parse(readFileSync(join(modelDir, 'model.json'), 'utf8'));
  const check = addon.checkModel(
    modelDir,
    cases.cases.map(({ id, voice, styleRow, speed, tokens }) => ({
      id,
      speed,
      tokens: Int32Array.from(tokens),
      style: styleRowOf(join(voicesDir, `${voice}.bin`), styleRow),
    })),
  );
  if (!check.durationsEqual)
    throw new Error('durations: the pieces and the whole graph predict different ones');
  if (!(check.maxAudioError <= limits.audio)) {
    throw new Error(
      `audio: the chained pieces differ from the whole graph by ${check.maxAudioError} (limit ${limits.audio})`,
    );
  }
  if (!(check.maxKernelError <= limits.kernels)) {
    throw new Error(
      `kernels: our generator differs from the graph's by ${check.maxKernelError} (limit ${limits.kernels})`,
    );
  }
  if (check.gain !== 'convolutional' && !(check.hostIstftError <= limits.hostIstft)) {
    throw new Error(
      `inverse STFT: ours differs from the graph's by ${check.hostIstftError} (limit ${limits.hostIstft})`,
    );
  }
  if (source.sha256 === cases.source) checkRecordedDurations(check);
  return check;
}

/** For the pinned weights the durations are known: a runtime that computes wrong ones is found out here. */
function checkRecordedDurations(check: ModelCheck): void {
  for (const [at, { id, durations }] of cases.cases.entries()) {
    const predicted = [...(check.durations[at] ?? [])];
    if (predicted.join() !== durations.join()) {
      throw new Error(
        `recorded durations: utterance ${id} should give ${durations.join(' ')}, got ${predicted.join(' ')}`,
      );
    }
  }
}

function styleRowOf(file: string, row: number): Float32Array {
  const bytes = readFileSync(file).subarray(row * styleSize * 4, (row + 1) * styleSize * 4);
  return new Float32Array(new Uint8Array(bytes).buffer);
}

function main([modelDir, voicesDir]: string[]): void {
  if (!modelDir || !voicesDir) throw new Error('usage: self-test.js MODELDIR VOICESDIR');
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const { maxAudioError, maxKernelError, gain, hostIstftError } = selfTest(
    loadAddon(root),
    modelDir,
    voicesDir,
  );
  const path = join(modelDir, 'self-test.json');
  writeFileSync(
    `${path}.part`,
    `${JSON.stringify({ maxAudioError, maxKernelError, gain, hostIstftError })}\n`,
  );
  renameSync(`${path}.part`, path);
  console.log(
    `Self-test passed: pieces equal the whole graph within ${maxAudioError}, our kernels within ${maxKernelError}, inverse STFT ${gain}.`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(`Self-test failed: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
