/** Our trained weights on disk: one container for all models, written by models/train/weights_file.py. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const magic = 'KNWEIGHT';

interface ArrayPlace {
  readonly type: string;
  readonly shape: readonly number[];
  readonly offset: number;
}

interface Header {
  readonly kind: string;
  readonly arrays: Readonly<Record<string, ArrayPlace>>;
  readonly [fact: string]: unknown;
}

/** A weight file that is missing, cut short or of another kind; the message names the file. */
export class WeightsError extends Error {
  override readonly name = 'WeightsError';
}

/** The arrays of one weight file, as views of a single buffer. */
export class Weights {
  constructor(
    private readonly file: string,
    private readonly header: Header,
    private readonly body: ArrayBuffer,
  ) {}

  int8(name: string): Int8Array {
    const { offset, length } = this.place(name, 'int8', 1);
    return new Int8Array(this.body, offset, length);
  }

  uint32(name: string): Uint32Array {
    const { offset, length } = this.place(name, 'uint32', 4);
    return new Uint32Array(this.body, offset, length);
  }

  float32(name: string): Float32Array {
    const { offset, length } = this.place(name, 'float32', 4);
    return new Float32Array(this.body, offset, length);
  }

  /** A list of strings in the header, such as the names of the tags. */
  strings(name: string): readonly string[] {
    const value = this.header[name];
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
      throw new WeightsError(`${this.file}: the header has no list "${name}"`);
    }
    return value;
  }

  /** A number, or a list of numbers, in the header. */
  numbers(name: string): readonly number[] {
    const value = [this.header[name]].flat();
    if (!value.every((item) => typeof item === 'number')) {
      throw new WeightsError(`${this.file}: the header has no numbers "${name}"`);
    }
    return value;
  }

  /** Any fact of the header; the caller checks its form. */
  fact(name: string): unknown {
    return this.header[name];
  }

  private place(name: string, type: string, width: number): { offset: number; length: number } {
    const place = this.header.arrays[name];
    const length = place?.shape.reduce((product, side) => product * side, 1) ?? 0;
    if (place?.type !== type || place.offset + length * width > this.body.byteLength) {
      throw new WeightsError(`${this.file}: the array "${name}" (${type}) is missing or cut short`);
    }
    return { offset: place.offset, length };
  }
}

/** Reads a weight file of the given kind. Throws WeightsError. */
export function readWeights(file: string, kind: string): Weights {
  if (!existsSync(file)) throw new WeightsError(`${file} is missing; it is part of the repository`);
  const bytes = readFileSync(file);
  if (bytes.length < 12 || bytes.toString('latin1', 0, 8) !== magic) {
    throw new WeightsError(`${file} is no weight file`);
  }
  const headerEnd = 12 + bytes.readUInt32LE(8);
  // The header is ours, written by a committed script; its arrays are checked as they are asked for.
  const header = JSON.parse(bytes.toString('utf8', 12, headerEnd)) as Header;
  if (header.kind !== kind) throw new WeightsError(`${file} holds "${header.kind}", not "${kind}"`);
  const body = new ArrayBuffer(bytes.length - headerEnd);
  new Uint8Array(body).set(bytes.subarray(headerEnd));
  return new Weights(file, header, body);
}

/** Path of a committed weight file; the same whether this runs from src/ or from dist/src/. */
export function committedWeights(name: string): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json')) && path.dirname(folder) !== folder) {
    folder = path.dirname(folder);
  }
  return path.join(folder, 'models', 'weights', name);
}
