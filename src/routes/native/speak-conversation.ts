/** One client of /ws/speak-stream from its request to `done`. */
import type { Static } from 'typebox';
import { spacedJson } from '../../dialects/native.js';
import { SpeechError } from '../../errors.js';
import { DetailedError } from '../../http/detailed-error.js';
import { parseJson } from '../../http/json.js';
import type { Conversation, Socket, SocketRequest } from '../../http/socket-route.js';
import { validator } from '../../http/validate.js';
import type { ChunkSpeaker } from '../../speech/chunk-speaker.js';
import { ChunkMessages } from './chunk-messages.js';
import type { FaultListener } from './fault-listener.js';
import { chunkedRequest, type NativeDefaults, StreamBody } from './native-fields.js';
import { socketError } from './socket-error.js';

export interface SpeakConversationParts {
  readonly socket: Socket;
  readonly request: SocketRequest;
  readonly speaker: ChunkSpeaker;
  readonly defaults: NativeDefaults;
  readonly onFault: FaultListener;
  /** Audio in the messages unless the request says otherwise. */
  readonly isBase64: boolean;
}

const validate = validator(StreamBody);

export class SpeakConversation implements Conversation {
  readonly #parts: SpeakConversationParts;
  readonly #control = new AbortController();
  #isSpeaking = false;
  #isCancelled = false;
  #sent = 0;

  constructor(parts: SpeakConversationParts) {
    this.#parts = parts;
    parts.socket.signal.addEventListener('abort', () => this.#control.abort(), { once: true });
  }

  async hear(message: string | Uint8Array): Promise<void> {
    if (isCancel(message)) await this.#cancel();
    else if (this.#isSpeaking)
      await this.#say({ type: 'error', detail: 'Only one request per connection. Use /ws/session.' });
    else {
      this.#isSpeaking = true;
      await this.#answer(message, performance.now());
    }
  }

  drain(): void {
    if (!this.#isSpeaking) this.#parts.socket.close(1001, 'Server is shutting down.');
  }

  cutShort(): void {
    if (this.#isSpeaking)
      void this.#say({ type: 'error', detail: 'Server is shutting down.', code: 'DRAINING' });
  }

  async #answer(message: string | Uint8Array, receivedAt: number): Promise<void> {
    const { socket, request, onFault } = this.#parts;
    try {
      const body = bodyOf(message);
      await this.#speak(body, receivedAt);
      if (!this.#isCancelled) await socket.finish(1000);
    } catch (error) {
      if (this.#isCancelled || socket.signal.aborted) return;
      onFault(request.id, error);
      request.note({ outcome: error instanceof SpeechError ? error.code : 'INTERNAL' });
      await this.#say(socketError(error, this.#sent));
      await socket.finish(isBug(error) ? 1011 : 1000);
    }
  }

  async #speak(body: Static<typeof StreamBody>, receivedAt: number): Promise<void> {
    const { socket, request, speaker, defaults, isBase64 } = this.#parts;
    const { asked, encoding } = chunkedRequest(body, defaults);
    const listener = { signal: this.#control.signal, receivedAt, note: request.note };
    const left = request.speaks();
    socket.signal.addEventListener('abort', left, { once: true });
    const stream = await speaker.open(asked, listener);
    const messages = new ChunkMessages(body, encoding, asked.sampleRate, stream.total);
    await this.#say(messages.meta());
    const inText = body.audio_encoding === undefined ? isBase64 : body.audio_encoding === 'base64';
    for await (const chunk of stream.chunks()) {
      if (this.#control.signal.aborted) return;
      const audio = inText ? { audio_base64: Buffer.from(chunk.bytes).toString('base64') } : {};
      const message = line(messages.chunk(chunk, audio));
      const roomForMore = inText ? socket.send(message) : socket.send(message, chunk.bytes);
      this.#sent++;
      await roomForMore;
    }
    if (!this.#isCancelled) await this.#say(messages.done());
  }

  async #cancel(): Promise<void> {
    if (this.#isCancelled) return;
    this.#isCancelled = true;
    this.#control.abort();
    this.#parts.request.note({ outcome: 'cancelled' });
    await this.#say({ type: 'cancelled', chunks_sent: this.#sent });
    await this.#parts.socket.finish(1000);
  }

  #say(message: object): Promise<void> {
    return this.#parts.socket.send(line(message));
  }
}

/** Clients of the peer read frames as they read lines. */
function line(message: object): string {
  return `${spacedJson(message)}\n`;
}

function bodyOf(message: string | Uint8Array): Static<typeof StreamBody> {
  if (typeof message === 'string') return validate(parseJson(Buffer.from(message)));
  const issue = { type: 'json_invalid', loc: ['body'], msg: 'The request must be a text message', input: {} };
  throw new DetailedError('INVALID_REQUEST', issue.msg, [issue]);
}

/** True for the one command there is. */
function isCancel(message: string | Uint8Array): boolean {
  if (typeof message !== 'string' || message.length > 1000 || !message.includes('cancel')) return false;
  try {
    const value: unknown = JSON.parse(message);
    return typeof value === 'object' && value !== null && 'type' in value && value.type === 'cancel';
  } catch {
    return false;
  }
}

function isBug(error: unknown): boolean {
  return !(error instanceof SpeechError) || error.code === 'INTERNAL';
}
