/** What kokoro-webui's API is told of configuration, engine and queue. */
import { isDeepStrictEqual } from 'node:util';
import { profileTraits } from '../config/profiles.js';
import { withDefaults } from '../config/schema.js';
import type { Config } from '../config.js';
import type { Engine } from '../engine/engine.js';
import type { EngineInfo } from '../engine/native.js';
import { errorFields, type Log } from '../log.js';
import type { NativeOptions } from '../routes/native/native-routes.js';
import type { RuntimeState } from '../routes/native/runtime-facts.js';
import { WsTokens } from '../routes/native/ws-tokens.js';
import type { Admission } from '../speech/admission.js';
import { ChunkSpeaker } from '../speech/chunk-speaker.js';
import type { Speaker } from '../speech/speaker.js';
import { providerFallback } from './check-provider.js';

export interface NativeParts {
  readonly config: Config;
  readonly engine: Engine;
  readonly speaker: Speaker;
  readonly admission: Admission;
  readonly asksForKeys: boolean;
  isDraining(): boolean;
  readonly log: Log;
}

/** Options of the routes under /api. */
export function nativeOptions(parts: NativeParts): NativeOptions {
  const { config, engine, speaker, admission, asksForKeys, isDraining, log } = parts;
  return {
    chunkSpeaker: new ChunkSpeaker(speaker, engine, admission, config.maxBufferedAudioSec),
    runtime: {
      state: followed(engine, config),
      isLoaded: () => engine.isLoaded,
      admission,
      requestedProvider: config.provider,
      missing: () => [],
      isDraining,
      idleUnloadSec: config.runtimeIdleUnloadSec,
    },
    changes: { watch: (call) => watchBoth(engine, admission, call) },
    tokens: new WsTokens(config.wsSessionTokenTtlSec, config.wsSessionTokenMaxTokens),
    page: { webUi: config.enableWebUi, asksForKeys },
    onFault: (id, error) => log.error('stream failed', { id, ...errorFields(error) }),
    defaults: {
      voice: config.defaultVoice,
      speeds: profileTraits(config.apiProfile).speeds,
      maxTextChars: config.maxTextChars,
    },
    formats: isDeepStrictEqual(config.formats, withDefaults({}).formats) ? undefined : config.formats,
    limits: {
      maxInputChars: config.maxInputChars,
      maxPauseSec: config.maxPauseSec,
      maxTotalPauseSec: config.maxTotalPauseSec,
      allowsGpuConcurrency: config.allowExperimentalCudaConcurrency,
    },
    handshakeSec: config.wsAuthHandshakeTimeoutSec,
  };
}

/** The engine's state without waiting for it. */
function followed(engine: Engine, config: Config): () => RuntimeState {
  let state: RuntimeState = { kind: 'loading' };
  engine.ready.then(
    ({ provider, model, fallback }: EngineInfo) => {
      state = { kind: 'ready', provider, model, fallback: providerFallback(config, fallback) };
    },
    () => {
      state = { kind: 'failed' };
    },
  );
  return () => state;
}

/** Calls back when the queue changes, and when the engine is ready or has failed. */
function watchBoth(engine: Engine, admission: Admission, call: () => void): () => void {
  let isWatched = true;
  const tell = (): void => {
    if (isWatched) call();
  };
  engine.ready.then(tell, tell);
  const unwatch = admission.watch(call);
  return () => {
    isWatched = false;
    unwatch();
  };
}
