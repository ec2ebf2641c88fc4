/** Lays constants out in one file of weights that every piece refers to and the engine maps. */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { Placement } from './onnx-file.js';
import { elementCount, FLOAT, type Tensor } from './tensor.js';

/** Constants up to so many bytes stay in the graph: shapes and axes must be known when it is loaded. */
const inlineLimit = 1024;
const alignment = 64;
/** Large tensors begin at a page, so that a mapping of one touches no other. */
const pageAlignment = 4096;
const pageAlignedFrom = 1 << 20;

/** A plan of weights.bin: where each constant lies. */
export interface WeightsLayout {
  /** Undefined for constants that stay in the graph. */
  placementOf(tensor: Tensor): Placement | undefined;
  /** What the file holds: besides the large constants a copy of all small vectors of floats, for kernels of our own. */
  readonly entries: ReadonlyMap<string, Placement & Pick<Tensor, 'type' | 'dims'>>;
  readonly bytes: number;
  /** Writes the file and waits until it is on the disk. */
  write(path: string): void;
}

/** Plans a file for `constants`; equal bytes are stored once, whatever their names. */
export function planWeights(constants: Iterable<Tensor>): WeightsLayout {
  const entries = new Map<string, Placement & Pick<Tensor, 'type' | 'dims'>>();
  const known = new Map<string, Uint8Array>();
  const contents = new Map<string, Placement>();
  const order: { readonly offset: number; readonly bytes: Uint8Array }[] = [];
  let end = 0;
  for (const tensor of constants) {
    const length = tensor.bytes.byteLength;
    if (!isStored(tensor) || known.get(tensor.name) === tensor.bytes) continue;
    if (known.has(tensor.name))
      throw new Error(`two constants of different pieces are both called ${tensor.name}`);
    known.set(tensor.name, tensor.bytes);
    const key = createHash('sha256').update(tensor.bytes).digest('base64');
    let place = contents.get(key);
    if (!place) {
      const step = length >= pageAlignedFrom ? pageAlignment : alignment;
      place = { offset: Math.ceil(end / step) * step, length };
      contents.set(key, place);
      order.push({ offset: place.offset, bytes: tensor.bytes });
      end = place.offset + length;
    }
    entries.set(tensor.name, { ...place, type: tensor.type, dims: tensor.dims });
  }
  return {
    placementOf: (tensor) => {
      const entry = tensor.bytes.byteLength > inlineLimit ? entries.get(tensor.name) : undefined;
      return entry && { offset: entry.offset, length: entry.length };
    },
    entries,
    bytes: end,
    write: (path) => {
      const file = openSync(path, 'w');
      for (const { offset, bytes } of order) writeFully(file, bytes, offset);
      fsyncSync(file);
      closeSync(file);
    },
  };
}

function isStored(tensor: Tensor): boolean {
  if (tensor.bytes.byteLength > inlineLimit) return true;
  return tensor.type === FLOAT && elementCount(tensor.dims) > 1;
}

function writeFully(file: number, bytes: Uint8Array, offset: number): void {
  for (let done = 0; done < bytes.byteLength; ) {
    done += writeSync(file, bytes, done, bytes.byteLength - done, offset + done);
  }
}
