/** kokoro-webui's API: its routes and its WebSocket. */
import type { AudioFormat } from '../../audio/format.js';
import type { Route } from '../../http/route.js';
import type { SocketRoute } from '../../http/socket-route.js';
import type { Admission } from '../../speech/admission.js';
import type { ChunkSpeaker } from '../../speech/chunk-speaker.js';
import type { Speaker } from '../../speech/speaker.js';
import { type CapabilityFacts, capabilitiesRoute } from './capabilities.js';
import { chunkPlanRoute } from './chunk-plan.js';
import type { FaultListener } from './fault-listener.js';
import { nativeHealthRoutes } from './health.js';
import { HealthSnapshot } from './health-snapshot.js';
import type { NativeDefaults } from './native-fields.js';
import { nativeFormats } from './native-values.js';
import { type PublicFacts, publicConfigRoute } from './public-config.js';
import type { Runtime } from './runtime-facts.js';
import { speakRoute } from './speak.js';
import { speakSocket } from './speak-socket.js';
import { speakStreamRoute } from './speak-stream.js';
import { wsTokenRoutes } from './ws-token.js';
import type { WsTokens } from './ws-tokens.js';

export interface NativeOptions {
  readonly chunkSpeaker: ChunkSpeaker;
  readonly runtime: Runtime;
  /** Tells when engine or queue change. */
  readonly changes: Pick<Admission, 'watch'>;
  readonly tokens: WsTokens;
  readonly page: PublicFacts;
  readonly onFault: FaultListener;
  readonly defaults: Omit<NativeDefaults, 'formats'>;
  /** Those the operator named, in that order; undefined: all, WAV first. */
  readonly formats: readonly AudioFormat[] | undefined;
  readonly limits: Omit<CapabilityFacts, 'defaults' | 'paths'>;
  /** Time for the first message of a WebSocket, in seconds. */
  readonly handshakeSec: number;
}

export interface NativeShared {
  readonly version: string;
  readonly speaker: Speaker;
  readonly builtFormats: readonly string[];
  readonly maxBufferedAudioSec: number;
  /** All that the server answers. */
  paths(): readonly string[];
}

/** The routes under /api, and /v1/ws-token. */
export function nativeRoutes(options: NativeOptions, shared: NativeShared): Route[] {
  const { chunkSpeaker, runtime, changes, tokens, page, onFault, limits } = options;
  const { speaker, version, maxBufferedAudioSec } = shared;
  const defaults = nativeDefaults(options, shared.builtFormats);
  const snapshot = new HealthSnapshot({ runtime, version, asksForKeys: page.asksForKeys });
  return [
    publicConfigRoute(page),
    ...wsTokenRoutes(tokens),
    ...nativeHealthRoutes(snapshot, changes),
    capabilitiesRoute(speaker, runtime, { ...limits, defaults, paths: () => shared.paths() }),
    speakRoute(speaker, defaults, maxBufferedAudioSec),
    speakStreamRoute(chunkSpeaker, defaults, onFault),
    chunkPlanRoute(defaults.maxTextChars),
  ];
}

/** The WebSocket. */
export function nativeSockets(options: NativeOptions, builtFormats: readonly string[]): SocketRoute[] {
  const { chunkSpeaker, onFault, handshakeSec } = options;
  return [speakSocket(chunkSpeaker, nativeDefaults(options, builtFormats), onFault, handshakeSec)];
}

/** The operator's formats as far as they are built and this API has them, the default first. */
function nativeDefaults({ defaults, formats }: NativeOptions, built: readonly string[]): NativeDefaults {
  const wanted = (formats ?? nativeFormats).filter((name) => built.includes(name));
  const known = nativeFormats.filter((name) => wanted.includes(name));
  const first = wanted.find((name) => known.includes(name)) ?? 'wav';
  return { ...defaults, formats: [first, ...known.filter((name) => name !== first)] };
}
