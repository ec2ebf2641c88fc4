/** From a file to the whole graph in single precision, ready to be cut. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { dequantised, isQuantised } from './dequantise.js';
import { assertComplete, type Graph } from './graph.js';
import { isHalfPrecision, singlePrecision } from './half-precision.js';
import { ImportError } from './import-error.js';
import { withInnerNames } from './inner-names.js';
import { decodeModel, folderOf, type Model } from './onnx-file.js';
import { simplified } from './simplify.js';
import { BOOL, FLOAT, INT32, INT64 } from './tensor.js';

/** What was imported: the stamp everything derived is keyed by. */
export interface Source {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly format: 'int8' | 'fp16' | 'fp32';
}

/** An export that has been read, and the graph that came of it. */
export interface WholeModel {
  readonly model: Model;
  readonly source: Source;
  /** Why quantisation was not undone: the graph is then as the file holds it. */
  readonly reason?: string;
}

/** Reads an export and undoes quantisation and half precision. Throws ImportError if the file itself is unusable. */
export function readWhole(path: string): WholeModel {
  const bytes = readFileSync(path);
  const model = decodeModel(bytes, folderOf(path));
  const source = {
    file: basename(path),
    bytes: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    format: formatOf(model.graph),
  };
  const bare = simplified(withInnerNames(model.graph));
  assertComplete(bare, 'the whole graph');
  try {
    return { model: { ...model, graph: inSinglePrecision(bare) }, source };
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    return { model: { ...model, graph: bare }, source, reason: error.message };
  }
}

function formatOf(graph: Graph): Source['format'] {
  if (isQuantised(graph)) return 'int8';
  return isHalfPrecision(graph) ? 'fp16' : 'fp32';
}

/** The same computation in single precision. Throws ImportError where that is not known. */
function inSinglePrecision(bare: Graph): Graph {
  const whole = singlePrecision(dequantised(bare));
  const left = [...whole.initializers.values()].find(({ type }) => type !== FLOAT && !integerTypes.has(type));
  if (left) throw new ImportError('single precision', `constant ${left.name} has type ${left.type}`);
  assertComplete(whole, 'the whole graph');
  return whole;
}

const integerTypes = new Set([INT32, INT64, BOOL]);
