/** Style packs as files: reading, mixing and saving them. The engine finds what is saved by itself. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import { join } from 'node:path';
import { SpeechError } from '../errors.js';
import type { MixTerm } from './voice-grammar.js';

/** A row for each number of phonemes, each of 256 numbers. */
export const packRows = 510;
export const packColumns = 256;

const packValues = packRows * packColumns;

export class VoicePacks {
  /** `folder` holds NAME.bin, raw little-endian float32. */
  constructor(private readonly folder: string) {}

  /** The weighted sum of packs. Rejects with VOICE_NOT_FOUND for a voice whose pack is not in the folder. */
  async mix(terms: readonly MixTerm[]): Promise<Float32Array> {
    const sum = new Float32Array(packValues);
    for (const { name, weight } of terms) {
      const pack = await this.#read(name);
      for (let at = 0; at < packValues; at++) sum[at] = (sum[at] ?? 0) + weight * (pack[at] ?? 0);
    }
    return sum;
  }

  /** Stores a pack under a new name; nobody sees half of it. */
  async save(name: string, values: Float32Array): Promise<void> {
    const unfinished = join(this.folder, `.${name}.unfinished`);
    try {
      await writeFile(unfinished, bytesOf(values), { flag: 'wx' });
      await rename(unfinished, join(this.folder, `${name}.bin`));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  async #read(name: string): Promise<Float32Array> {
    let bytes: Buffer;
    try {
      bytes = await readFile(join(this.folder, `${name}.bin`));
    } catch (cause) {
      throw new SpeechError('VOICE_NOT_FOUND', `Voice '${name}' has no pack that can be mixed`, {
        field: 'voices',
        cause,
      });
    }
    const values = new Float32Array(packValues);
    new Uint8Array(values.buffer).set(bytes.subarray(0, values.byteLength));
    return values;
  }
}

/** The pack as it lies in a file: little-endian float32. */
export function bytesOf(values: Float32Array): Buffer {
  if (endianness() !== 'LE') throw new Error('Packs are only written on little-endian machines.');
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}
