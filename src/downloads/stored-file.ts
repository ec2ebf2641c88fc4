/** One file for download: written while it is sent, followed by readers who come before its end. */
import { randomInt } from 'node:crypto';
import { type FileHandle, open, readFile, rm, writeFile } from 'node:fs/promises';

export type StoredState = 'writing' | 'whole' | 'gone';

/** Largest piece that is read at once, in bytes. */
const pieceBytes = 64 * 1024;

export class StoredFile {
  #size = 0;
  /** Bytes of it that can be read by now. */
  #landed = 0;
  #state: StoredState = 'writing';
  #hasSidecar = false;
  #written: Promise<void> = Promise.resolve();
  #waiting: (() => void)[] = [];
  /** Readers that are at it now. */
  readers = 0;

  private constructor(
    private readonly handle: FileHandle,
    private readonly path: string,
    /** The name it is asked for by: unguessable. */
    readonly name: string,
    readonly contentType: string,
    /** Milliseconds since 1970. */
    readonly createdAt: number,
  ) {}

  /** Makes an empty file in `folder`. Rejects with what the file system says. */
  static async create(
    folder: string,
    { extension, contentType, now }: { extension: string; contentType: string; now: number },
  ): Promise<StoredFile> {
    const name = `tmp${randomName()}.${extension}`;
    const path = `${folder}/${name}`;
    const handle = await open(path, 'wx+', 0o600);
    return new StoredFile(handle, path, name, contentType, now);
  }

  get state(): StoredState {
    return this.#state;
  }

  /** Bytes written so far, sidecars not counted. */
  get size(): number {
    return this.#size;
  }

  /** True once what was spoken when lies beside it. */
  get hasSidecar(): boolean {
    return this.#hasSidecar;
  }

  /** Appends bytes. A disk that takes no more ends the file, not the speech it is a copy of. */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#state !== 'writing' || bytes.length === 0) return;
    const at = this.#size;
    this.#size += bytes.length;
    this.#written = this.#written.then(async () => {
      await this.handle.write(bytes, 0, bytes.length, at);
      this.#landed = at + bytes.length;
      this.#wake();
    });
    await this.#written.catch(() => this.abandon());
  }

  /** Says that nothing follows. `sidecar`: the timings as they are served, and what captions are made from. */
  async finish(sidecar?: { readonly timings: string; readonly captions: string }): Promise<void> {
    try {
      await this.#written;
      if (sidecar !== undefined) {
        await writeFile(`${this.path}.json`, sidecar.timings, { mode: 0o600 });
        await writeFile(`${this.path}.words`, sidecar.captions, { mode: 0o600 });
      }
    } catch {
      return this.abandon();
    }
    if (this.#state !== 'writing') return;
    this.#hasSidecar = sidecar !== undefined;
    this.#state = 'whole';
    this.#wake();
  }

  /** Breaks it off; readers are told, and the file is gone. */
  async abandon(): Promise<void> {
    await this.remove();
  }

  /** Deletes it and what lies beside it. */
  async remove(): Promise<void> {
    if (this.#state === 'gone') return;
    this.#state = 'gone';
    this.#wake();
    await this.#written.catch(() => {});
    await this.handle.close().catch(() => {});
    for (const path of [this.path, `${this.path}.json`, `${this.path}.words`])
      await rm(path, { force: true });
  }

  /** Up to 64 KiB from an offset; empty at the end. Rejects when the file is gone. */
  async read(offset: number, atMost = pieceBytes): Promise<Uint8Array> {
    if (this.#state === 'gone') throw new Error(`The file ${this.name} was removed.`);
    const piece = new Uint8Array(Math.min(atMost, pieceBytes));
    const { bytesRead } = await this.handle.read(piece, 0, piece.length, offset);
    return piece.subarray(0, bytesRead);
  }

  /** Its bytes from the first, waiting for those that are still to be written. Rejects when the writer breaks off. */
  async *follow(): AsyncGenerator<Uint8Array> {
    this.readers++;
    try {
      for (let offset = 0; ; ) {
        const isWhole = this.#state === 'whole';
        const piece = await this.read(offset);
        if (piece.length > 0) {
          offset += piece.length;
          yield piece;
        } else if (isWhole) {
          return;
        } else if (this.#state === 'writing' && this.#landed <= offset) {
          await new Promise<void>((resolve) => this.#waiting.push(resolve));
        }
      }
    } finally {
      this.readers--;
    }
  }

  /** What was spoken when, as it is served, or what captions are made from. */
  sidecar(kind: 'timings' | 'captions'): Promise<string> {
    return readFile(`${this.path}.${kind === 'timings' ? 'json' : 'words'}`, 'utf8');
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Sixteen letters and digits: 95 bits. */
function randomName(): string {
  return Array.from({ length: 16 }, () => letters.charAt(randomInt(letters.length))).join('');
}
