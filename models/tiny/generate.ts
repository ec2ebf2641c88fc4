/**
 * Writes the test model: Kokoro's ports and shapes around arithmetic that hums. Tests of the engine and the server run on
 * it in milliseconds. `node dist/models/tiny/generate.js OUTDIR` → OUTDIR/model, as the importer writes
 * one, and OUTDIR/voices
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from '../import/description.js';
import { assertComplete } from '../import/graph.js';
import { encodeModel } from '../import/onnx-file.js';
import { FLOAT, INT64 } from '../import/tensor.js';
import { planPieces, weightsFile, writePieces } from '../import/write-pieces.js';
import { hann, tinySource } from './signal-parts.js';
import {
  fftSize,
  hop,
  positions,
  prosodyWidth,
  spectrumWidth,
  textWidth,
  vocabulary,
  xWidth,
} from './sizes.js';
import { tinyPieces } from './tiny-pieces.js';
import { writeVoices } from './voices.js';

const ports = {
  tokens: 'tokens',
  tokensType: INT64,
  style: 'style',
  speed: 'speed',
  speedType: FLOAT,
} as const;

const findings = {
  split: true,
  hiddenSizes: {
    vocabulary,
    positions,
    prosody: prosodyWidth,
    text: textWidth,
    decoder: xWidth,
    spectrum: spectrumWidth,
  },
  constants: { ...tinySource, stft: { n: fftSize, hop, window: hann } },
  normSites: [],
  generatorConvolutions: [],
} as const;

/** Writes `folder`/model and `folder`/voices, replacing what was there. */
export function generateTinyModel(folder: string): void {
  const pieces = tinyPieces();
  for (const { title, graph } of pieces) assertComplete(graph, title);
  const layout = planPieces(pieces);
  const hash = createHash('sha256');
  const dialect = { irVersion: 8, opsets: [{ domain: '', version: 17 }] };
  for (const { graph } of pieces)
    hash.update(encodeModel({ ...dialect, graph }, layout.placementOf, weightsFile));
  const source = {
    file: 'tiny.onnx',
    bytes: layout.bytes,
    sha256: hash.digest('hex'),
    format: 'fp32',
  } as const;
  writePieces(
    join(folder, 'model'),
    dialect,
    pieces,
    layout,
    describe(source, ports, pieces, layout, findings),
  );
  writeVoices(join(folder, 'voices'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  if (folder === undefined) {
    process.stderr.write('usage: node dist/models/tiny/generate.js OUTDIR\n');
    process.exitCode = 2;
  } else {
    generateTinyModel(folder);
    process.stdout.write(`tiny model written to ${folder}\n`);
  }
}
