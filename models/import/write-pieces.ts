/** Writes an import into a folder that appears all at once: built beside it, synced, renamed. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { generatorPlanFile } from './generator-plan.js';
import type { Graph } from './graph.js';
import { type Dialect, encodeModel } from './onnx-file.js';
import { productDomain, withProducts } from './products.js';
import type { Tensor } from './tensor.js';
import { planWeights, type WeightsLayout } from './weights-file.js';

/** A graph to be written as TITLE.onnx. */
export interface Piece {
  readonly title: string;
  readonly graph: Graph;
}

const ownOpset = { domain: productDomain, version: 1 };

export const weightsFile = 'weights.bin';

/** Plans the weights of all pieces: a constant that several share is stored once. */
export function planPieces(pieces: readonly Piece[]): WeightsLayout {
  const constants: Tensor[] = pieces.flatMap((piece) => [...piece.graph.initializers.values()]);
  return planWeights(constants);
}

/** Pieces that ONNX Runtime spends its time in beside the generator: they are also written with our operators. */
const withOwnProducts: ReadonlySet<string> = new Set(['prosody', 'decoder']);

/** Writes pieces, weights and description into `folder`, replacing what was there. */
export function writePieces(
  folder: string,
  dialect: Dialect,
  pieces: readonly Piece[],
  layout: WeightsLayout,
  description: object,
  generatorPlan?: string,
): void {
  const target = resolve(folder);
  removeAbandoned(target);
  const draft = `${target}.tmp-${process.pid}`;
  mkdirSync(draft, { recursive: true });
  layout.write(join(draft, weightsFile));
  for (const piece of pieces) {
    const bytes = encodeModel({ ...dialect, graph: piece.graph }, layout.placementOf, weightsFile);
    writeSynced(join(draft, `${piece.title}.onnx`), bytes);
    if (!withOwnProducts.has(piece.title)) continue;
    const own = { ...dialect, opsets: [...dialect.opsets, ownOpset], graph: withProducts(piece.graph) };
    writeSynced(
      join(draft, `${piece.title}.products.onnx`),
      encodeModel(own, layout.placementOf, weightsFile),
    );
  }
  if (generatorPlan !== undefined) writeSynced(join(draft, generatorPlanFile), generatorPlan);
  writeSynced(join(draft, 'model.json'), `${JSON.stringify(description, null, 1)}\n`);
  syncFolder(draft);
  replace(draft, target);
}

function writeSynced(path: string, content: string | Uint8Array): void {
  writeFileSync(path, content, { flush: true });
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** A folder that is not empty cannot be renamed over: the old one steps aside first. */
function replace(draft: string, target: string): void {
  const aside = `${target}.old-${process.pid}`;
  if (existsSync(target)) renameSync(target, aside);
  renameSync(draft, target);
  syncFolder(dirname(target));
  rmSync(aside, { recursive: true, force: true });
}

/** Removes drafts of importers that were killed. */
function removeAbandoned(target: string): void {
  const parent = dirname(target);
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    const pid = name.startsWith(`${basename(target)}.`) && /\.(?:tmp|old)-(\d+)$/.exec(name)?.[1];
    if (pid && !isRunning(Number(pid))) rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
