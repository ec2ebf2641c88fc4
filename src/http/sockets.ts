/** Upgrades and open WebSockets as uWS has them; which ones are let in, and what they say, is the server's business. */
import { DISABLED, type HttpRequest, type HttpResponse, type TemplatedApp } from 'uWebSockets.js';
import { Channel, usualTimes } from './channel.js';
import { Exchange } from './exchange.js';
import { framing } from './gate.js';
import { type Incoming, incoming } from './incoming.js';
import type { Conversation, Socket } from './socket-route.js';

/** A request to become a WebSocket. */
export interface Upgrade {
  readonly request: Incoming;
  /** Subprotocols the client offers, in its order. */
  readonly offered: readonly string[];
}

/** Lets a WebSocket in. */
export interface Admittance {
  /** The subprotocol agreed on; empty for none. */
  readonly protocol: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly maxMessageBytes: number;
  readonly idleSec: number;
  /** Seconds for the first message; undefined: any. */
  readonly firstMessageSec: number | undefined;
  open(socket: Socket): Conversation;
  /** The first message has come. */
  begun(): void;
  /** A conversation threw: a bug. */
  failed(error: unknown): void;
  closed(code: number): void;
}

/** Keeps it out, with an empty body. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Decides on an upgrade at once; undefined: the path is no WebSocket's. */
export type Doorkeeper = (upgrade: Upgrade) => Admittance | Refusal | undefined;

/** What hangs on a socket of uWS's from its upgrade on. */
interface Attached {
  readonly admittance: Admittance;
  line?: {
    readonly channel: Channel;
    readonly conversation: Conversation;
    silence: NodeJS.Timeout | undefined;
  };
}

/** uWS cuts a longer message without a word; up to here we can say 1009. */
const mostPayload = 2 * 1024 * 1024;
/** uWS's own timers, in seconds: ours come before. This one ends sockets whose peer is dead while they close. */
const longestSilenceSec = 600;
const tickMs = 1000;

/** Puts WebSockets in front of the routes of `app`; `ended` hears of every end of one. Returns what stops their clock. */
export function attachSockets(app: TemplatedApp, keeper: Doorkeeper, ended: () => void): () => void {
  const open = new Set<Channel>();
  const clock = setInterval(() => {
    for (const channel of open) channel.tick();
  }, tickMs);
  clock.unref();
  app.ws<Attached>('/*', {
    compression: DISABLED,
    maxPayloadLength: mostPayload,
    maxBackpressure: 0, // no bound of uWS's, which drops messages: ours makes producers wait
    idleTimeout: longestSilenceSec,
    maxLifetime: 0,
    sendPingsAutomatically: false,
    upgrade: (res, req, context) => {
      if (framing(req) !== 'clean') {
        res.close();
        return;
      }
      const verdict = keeper({
        request: incoming(req, res),
        offered: listed(req.getHeader('sec-websocket-protocol')),
      });
      if (verdict === undefined)
        req.setYield(true); // the routes below answer
      else if ('status' in verdict) refuse(res, verdict);
      else accept(res, req, context, verdict);
    },
    open: (ws) => {
      const attached = ws.getUserData();
      const { admittance } = attached;
      const channel = new Channel(ws, { ...usualTimes, idleMs: admittance.idleSec * 1000 });
      open.add(channel);
      const { firstMessageSec } = admittance;
      const late = (): void => channel.close(1008, 'Authentication timeout.');
      const silence = firstMessageSec === undefined ? undefined : setTimeout(late, firstMessageSec * 1000);
      attached.line = { channel, conversation: admittance.open(channel), silence };
    },
    message: (ws, message, isBinary) => {
      const { admittance, line } = ws.getUserData();
      if (line === undefined) return;
      line.channel.heard();
      if (line.silence !== undefined) {
        clearTimeout(line.silence);
        line.silence = undefined;
      }
      admittance.begun();
      if (message.byteLength > admittance.maxMessageBytes)
        return line.channel.close(1009, 'Message too big.');
      // uWS takes its buffer back when this returns; it has checked that text is UTF-8.
      const bytes = new Uint8Array(message.slice(0));
      void hear(line, admittance, isBinary ? bytes : Buffer.from(bytes).toString('utf8'));
    },
    ping: (ws) => ws.getUserData().line?.channel.heard(),
    pong: (ws) => ws.getUserData().line?.channel.heard(),
    drain: (ws) => ws.getUserData().line?.channel.drained(),
    close: (ws, code) => {
      const { admittance, line } = ws.getUserData();
      clearTimeout(line?.silence);
      if (line !== undefined) open.delete(line.channel);
      line?.channel.lost();
      ended();
      admittance.closed(code);
    },
  });
  return () => clearInterval(clock);
}

async function hear(
  { channel, conversation }: NonNullable<Attached['line']>,
  { failed }: Admittance,
  message: string | Uint8Array,
): Promise<void> {
  try {
    await conversation.hear(message);
  } catch (error) {
    if (channel.signal.aborted) return;
    failed(error);
    channel.close(1011, 'Internal error.');
  }
}

function accept(
  res: HttpResponse,
  req: HttpRequest,
  context: Parameters<HttpResponse['upgrade']>[4],
  admittance: Admittance,
): void {
  const attached: Attached = { admittance };
  res.cork(() => {
    res.writeStatus('101 Switching Protocols');
    for (const [name, value] of Object.entries(admittance.headers)) res.writeHeader(name, value);
    res.upgrade(attached, req.getHeader('sec-websocket-key'), admittance.protocol, '', context);
  });
}

function refuse(res: HttpResponse, { status, headers }: Refusal): void {
  const exchange = new Exchange(res);
  exchange.lastOnConnection = true;
  void exchange.fail(status, headers, '');
}

/** The elements of a comma-separated header. */
function listed(header: string): string[] {
  return header
    .split(',')
    .map((element) => element.trim())
    .filter((element) => element !== '');
}
