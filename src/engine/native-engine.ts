/** The addon's engine behind the Engine interface: callbacks become an AsyncGenerator, an AbortSignal a cancel. */
import { setImmediate } from 'node:timers/promises';
import { isFailureCode, SpeechError } from '../errors.js';
import type { Engine, EngineEvent, Piece, Utterance } from './engine.js';
import { Mailbox } from './mailbox.js';
import type {
  EngineInfo,
  NativeAddon,
  NativeEngine,
  NativeEngineOptions,
  NativeFormat,
  NativeListener,
  SegmentReport,
  UtteranceEnd,
} from './native.js';

/** Blocks of audio of one utterance that may be unread; about 256 KiB. */
const credit = 8;

/** The listener's overloads as one union, so that the kind narrows the payload. */
type NativeEvent =
  | [id: number, kind: 'ready', payload: EngineInfo]
  | [id: number, kind: 'loaded' | 'unloaded', payload: object]
  | [id: number, kind: 'segment', payload: SegmentReport]
  | [id: number, kind: 'audio', payload: Uint8Array]
  | [id: number, kind: 'end', payload: UtteranceEnd]
  | [id: number, kind: 'failed', payload: Error];

type Letter = EngineEvent | { readonly kind: 'end'; readonly end: UtteranceEnd };

export class AddonEngine implements Engine {
  readonly ready: Promise<EngineInfo>;
  readonly formats: readonly NativeFormat[];
  readonly #native: NativeEngine;
  readonly #mailboxes = new Map<number, Mailbox<Letter>>();
  #isLoaded = false;
  #onUnloaded: (() => void)[] = [];
  #settle: { resolve(info: EngineInfo): void; reject(error: SpeechError): void } | undefined;

  /** Starts loading the model; `lookahead`: segments of one utterance synthesised ahead of its reader. */
  constructor(
    addon: NativeAddon,
    options: NativeEngineOptions,
    private readonly lookahead: number,
  ) {
    this.ready = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.ready.catch(() => {}); // whoever awaits it is told
    this.formats = addon.formats;
    this.#native = new addon.Engine(options, this.#listen);
  }

  voices(): readonly string[] {
    return this.#native.voices();
  }

  async *speak(
    utterance: Utterance,
    pieces: Iterator<Piece | undefined, void>,
    signal: AbortSignal,
  ): AsyncGenerator<EngineEvent, UtteranceEnd> {
    signal.throwIfAborted();
    const id = this.#begin(utterance);
    const mailbox = new Mailbox<Letter>();
    this.#mailboxes.set(id, mailbox);
    const cancel = (): void => {
      if (!this.#mailboxes.delete(id)) return;
      this.#native.cancel(id);
      mailbox.fail(signal.reason);
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      let hasMore = await this.#append(id, pieces, 1 + this.lookahead, signal);
      for (;;) {
        const letter = await mailbox.take();
        if (letter.kind === 'end') return letter.end;
        if (letter.kind === 'audio') this.#native.grant(id, 1);
        else if (hasMore) hasMore = await this.#append(id, pieces, 1, signal);
        yield letter;
      }
    } finally {
      signal.removeEventListener('abort', cancel);
      if (this.#mailboxes.delete(id)) this.#native.cancel(id);
    }
  }

  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  unload(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#native.unload() || this.#onUnloaded.length > 0) this.#onUnloaded.push(resolve);
      else resolve();
    });
  }

  close(): void {
    this.#native.close();
  }

  #begin(utterance: Utterance): number {
    try {
      return this.#native.speak({ ...utterance, credit });
    } catch (error) {
      throw speechError(error);
    }
  }

  /** Hands over that many pieces; false once the last one has been. */
  async #append(
    id: number,
    pieces: Iterator<Piece | undefined, void>,
    count: number,
    signal: AbortSignal,
  ): Promise<boolean> {
    for (let pulled = 0; pulled < count && !signal.aborted; ) {
      const next = pieces.next();
      if (next.done) {
        this.#native.finish(id);
        return false;
      }
      if (next.value === undefined) {
        await setImmediate();
        continue;
      }
      pulled++;
      if (next.value.kind === 'pause') this.#native.appendSilence(id, next.value.seconds);
      else this.#native.append(id, next.value);
    }
    return true;
  }

  readonly #listen: NativeListener = (...[id, kind, payload]: NativeEvent) => {
    const mailbox = this.#mailboxes.get(id);
    switch (kind) {
      case 'loaded':
        this.#isLoaded = true;
        break;
      case 'unloaded':
        this.#isLoaded = false;
        for (const tell of this.#onUnloaded.splice(0)) tell();
        break;
      case 'ready':
        this.#isLoaded = true;
        this.#settle?.resolve(payload);
        break;
      case 'segment':
        mailbox?.put({ kind, report: payload });
        break;
      case 'audio':
        mailbox?.put({ kind, bytes: payload });
        break;
      case 'end':
        this.#mailboxes.delete(id);
        mailbox?.put({ kind, end: payload });
        break;
      case 'failed':
        this.#mailboxes.delete(id);
        mailbox?.fail(speechError(payload));
        if (id === 0) this.#settle?.reject(speechError(payload));
    }
  };
}

/** What a client may read of a failure in native code; the true words stay in `cause` for the log. */
const publicWords: Readonly<Record<string, string>> = {
  INFERENCE_FAILED: 'Synthesis failed.',
  ENCODER_FAILED: 'Synthesis failed.',
  QUEUE_FULL: 'Synthesis queue is full. Try again shortly.',
  ENGINE_CLOSED: 'The server is shutting down.',
  INVALID_INPUT: 'Synthesis failed.',
};

/** A failure from the addon as a SpeechError of the same code; anything without a code of ours is INTERNAL. */
export function speechError(error: unknown): SpeechError {
  if (error instanceof SpeechError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (!isFailureCode(code)) return new SpeechError('INTERNAL', 'Internal error.', { cause: error });
  const words = publicWords[code] ?? (error instanceof Error ? error.message : code);
  return new SpeechError(code, words, { cause: error });
}
