/** Puts the server together around an engine and a front end; tests do the same with an engine of their own. */
import type { Config } from '../config.js';
import type { Engine } from '../engine/engine.js';
import type { Log } from '../log.js';
import { type EngineState, Server } from '../server.js';
import { Admission } from '../speech/admission.js';
import { Speaker } from '../speech/speaker.js';
import { TextInspector, type Tokenizer } from '../speech/text-inspector.js';
import type { InspectableFrontEnd } from '../text/inspect.js';
import { EventLoopPulse } from './event-loop-pulse.js';

export interface Parts {
  readonly config: Config;
  readonly version: string;
  readonly engine: Engine;
  readonly frontEnd: InspectableFrontEnd;
  readonly tokenize: Tokenizer;
  /** Runs of the model side by side. */
  readonly workers: number;
  readonly log: Log;
}

/** A server that does not listen yet. */
export function assemble({ config, version, engine, frontEnd, tokenize, workers, log }: Parts): Server {
  const limits = { workers, queue: config.synthQueue, maxWaitSec: config.queueMaxWaitSec };
  const admission = new Admission(limits);
  const reading = { ...readingSettings(config), defaultLanguage: config.defaultLang };
  const speaker = new Speaker(engine, frontEnd, admission, {
    edges: {
      leadMs: config.leadMs,
      paddingMs: config.gapPaddingMs,
      multipliers: config.gapPaddingMultipliers,
    },
    ...reading,
    defaultVolume: config.defaultVolume,
    normalisesWeights: config.voiceWeightNormalization,
    maxInputChars: config.maxInputChars,
    maxBufferedAudioSec: config.maxBufferedAudioSec,
    maxTotalPauseSec: config.maxTotalPauseSec,
    queueMaxWaitSec: config.queueMaxWaitSec,
  });
  const pulse = new EventLoopPulse();
  const state = watched(engine);
  const server: Server = new Server({
    api: {
      version,
      speaker,
      inspector: new TextInspector(frontEnd, tokenize, reading),
      vitals: {
        engine: state,
        isDraining: () => server.isDraining,
        load: () => admission.load,
        stalledMs: () => pulse.stalledMs,
      },
      speech: {
        voice: config.defaultVoice,
        format: config.defaultFormat,
        formats: config.formats,
        stream: config.defaultStream,
        strictModel: config.strictModel,
        modelAliases: config.modelAliases,
      },
      builtFormats: engine.formats,
      maxBufferedAudioSec: config.maxBufferedAudioSec,
      enableDocs: config.enableDocs,
    },
    rootPath: config.rootPath,
    cors: { enabled: config.corsEnabled, origins: config.allowedOrigins },
    maxBodyBytes: config.maxBodyBytes,
    log,
  });
  return server;
}

/** How texts are read and cut, as speech and inspection share it. */
function readingSettings(config: Config) {
  const { targetMinTokens: minTokens, targetMaxTokens: maxTokens, absoluteMaxTokens } = config;
  const packing = { minTokens, maxTokens, absoluteMaxTokens };
  return {
    firstSegmentTokens: config.firstSegmentTokens,
    text: { normalizes: config.textNormalization, compat: config.normalizerCompat, packing },
  };
}

/** Follows the engine's start, so that probes need not wait. */
function watched(engine: Engine): () => EngineState {
  let state: EngineState = { kind: 'loading' };
  engine.ready.then(
    ({ provider }) => {
      state = { kind: 'ready', provider };
    },
    () => {
      state = { kind: 'failed' };
    },
  );
  return () => state;
}
