import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Description } from '../../models/import/description.js';
import { assertComplete } from '../../models/import/graph.js';
import { findPorts } from '../../models/import/graph-ports.js';
import { importedPieces } from '../../models/import/import-model.js';
import { decodeModel } from '../../models/import/onnx-file.js';
import { generateTinyModel } from '../../models/tiny/generate.js';
import { tinyPieces } from '../../models/tiny/tiny-pieces.js';
import { tinyVoices } from '../../models/tiny/voices.js';
import { realModel, sourceModelPath } from '../harness/source-model.js';

let folder = '';
let description: Description;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kokoro-tiny-'));
  generateTinyModel(folder);
  description = JSON.parse(readFileSync(join(folder, 'model', 'model.json'), 'utf8'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('every graph of the tiny model loads from its file and is complete', () => {
  for (const { title } of tinyPieces()) {
    const { graph } = decodeModel(
      readFileSync(join(folder, 'model', `${title}.onnx`)),
      join(folder, 'model'),
    );
    expect(() => assertComplete(graph, title)).not.toThrow();
    expect(graph.nodes.length).toBeGreaterThan(5);
  }
});

test('graphs and weights together take less than 100 kB', () => {
  const names = [...tinyPieces().map(({ title }) => `${title}.onnx`), 'weights.bin', 'model.json'];
  const bytes = names.reduce((sum, name) => sum + statSync(join(folder, 'model', name)).size, 0);
  expect(bytes).toBeLessThan(100_000);
});

test('the description says the same things as an import', () => {
  if (!description.split) throw new Error('not split');
  expect(Object.keys(description.pieces).sort()).toEqual(
    tinyPieces()
      .map(({ title }) => title)
      .sort(),
  );
  expect(description.constants.sourceWeights).toHaveLength(9);
  expect(description.constants.stft.window).toHaveLength(20);
  expect(description.speedIsInteger).toBe(false);
});

test('two runs write the same bytes', () => {
  const before = readFileSync(join(folder, 'model', 'whole.onnx'));
  generateTinyModel(folder);
  expect(readFileSync(join(folder, 'model', 'whole.onnx')).equals(before)).toBe(true);
});

test('voices are packs of 510 rows of 256, told apart by pitch', () => {
  for (const [name, pitchHz] of Object.entries(tinyVoices)) {
    const pack = readFileSync(join(folder, 'voices', `${name}.bin`));
    expect(pack.byteLength).toBe(510 * 256 * 4);
    expect(pack.readFloatLE(128 * 4)).toBeCloseTo(pitchHz, 4);
    expect(pack.readFloatLE((509 * 256 + 128) * 4)).toBeCloseTo(pitchHz + 509 * 0.02, 3);
  }
});

const path = sourceModelPath();
const onRealModel = path === undefined ? test.skip : test;

onRealModel('its ports are those of the pieces of the real model', () => {
  const { graph } = realModel(path ?? '').model;
  const { pieces } = importedPieces(graph, findPorts(graph));
  const byName = (one: { name: string }, other: { name: string }): number => (one.name < other.name ? -1 : 1);
  const portsOf = (made: typeof pieces): unknown[] =>
    made.map((piece) => [piece.title, [...piece.graph.inputs].sort(byName), piece.graph.outputs]);
  expect(portsOf(tinyPieces())).toEqual(portsOf(pieces));
});
