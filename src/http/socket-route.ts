/** What a WebSocket route is made of. Nothing here touches the socket itself: see channel.ts. */
import type { Facts } from './route.js';

/** One open WebSocket, as a route sees it. */
export interface Socket {
  /** Aborts when the socket closes, whoever closes it. */
  readonly signal: AbortSignal;
  /**
   * Sends messages that belong together one right after the other, strings as text and bytes as binary. Resolves when
   * there is room for more: a producer that waits is parked while its client does not read. What there is room for has
   * been sent when this returns. Does nothing once closed.
   */
  send(...messages: readonly (string | Uint8Array)[]): Promise<void>;
  /** Closes when the client has read what was sent. Further calls do nothing. */
  finish(code: number, reason?: string): Promise<void>;
  /** Closes now; what the client has not read may be lost. */
  close(code: number, reason?: string): void;
}

/** What is known of the upgrade request. */
export interface SocketRequest {
  readonly id: string;
  readonly query: URLSearchParams;
  /** The path element that `{id}` stands for, decoded. */
  readonly parameter: string;
  /** The subprotocol that was agreed on; empty for none. */
  readonly protocol: string;
  /**
   * Adds facts to the log line that the socket gets when it closes. `characters` count as the client's: throws
   * RATE_LIMITED when it has spent too many.
   */
  note(facts: Facts): void;
  /** Counts an utterance as the client's until the returned function is called. Throws RATE_LIMITED. */
  speaks(): () => void;
}

/** One client's side of a route, from the opening of its socket to the end. */
export interface Conversation {
  /** Takes a message: text as a string, binary as bytes of its own. What it throws closes the socket with 1011. */
  hear(message: string | Uint8Array): void | Promise<void>;
  /** The server is ending: begin nothing more, and close with 1001 as soon as nothing is spoken. */
  drain(): void;
  /** The time for that is over: tell the client if something is still spoken. The socket is closed with 1001 then. */
  cutShort(): void;
}

export interface SocketRoute {
  /** Matched exactly; `{id}` may stand for one element. */
  readonly path: string;
  /** One line for the API's documentation. */
  readonly summary: string;
  /** Subprotocols, the best first; none is selected unless the client offers it. */
  readonly protocols: readonly string[];
  /** A longer message closes with 1009. */
  readonly maxMessageBytes: number;
  /** Without a frame for so long, pongs included, the socket is closed with 1001. */
  readonly idleSec: number;
  /** When the first message must have come, else the socket is closed with 1008; absent: never. */
  readonly firstMessageSec?: number;
  /** Status of the upgrade that lacks a key. */
  readonly refusal: 401 | 403;
  /** Headers of the answer to the upgrade. */
  headers?(request: SocketRequest): Readonly<Record<string, string>>;
  open(socket: Socket, request: SocketRequest): Conversation;
}
