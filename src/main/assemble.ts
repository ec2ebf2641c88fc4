/** Puts the server together around an engine and a front end; tests do the same with an engine of their own. */

import { profileTraits } from '../config/profiles.js';
import type { Config } from '../config.js';
import { Downloads } from '../downloads/downloads.js';
import { CachedEngine } from '../engine/cached-engine.js';
import type { Engine } from '../engine/engine.js';
import type { Log } from '../log.js';
import { Metrics } from '../metrics/metrics.js';
import { countVisit } from '../metrics/visit-facts.js';
import { type EngineState, Server } from '../server.js';
import { Admission } from '../speech/admission.js';
import type { ControlRules } from '../speech/control-rules.js';
import { Speaker } from '../speech/speaker.js';
import { TextInspector, type Tokenizer } from '../speech/text-inspector.js';
import { VoicePacks } from '../speech/voice-packs.js';
import type { InspectableFrontEnd } from '../text/inspect.js';
import { configuredKeys, gatekeeper } from './access-policy.js';
import { downloadLimits } from './download-limits.js';
import { EventLoopPulse } from './event-loop-pulse.js';
import { unloadWhenIdle } from './idle-unload.js';
import { MeteredEngine } from './metered-engine.js';
import { nativeOptions } from './native-options.js';
import { devOptions, readings } from './operations.js';
import type { ServerKeys } from './server-keys.js';
import { ServerVoices } from './server-voices.js';
import { transportSettings } from './transport-settings.js';

export interface Parts {
  readonly config: Config;
  readonly version: string;
  readonly engine: Engine;
  readonly frontEnd: InspectableFrontEnd;
  readonly tokenize: Tokenizer;
  /** Runs of the model side by side. */
  readonly workers: number;
  /** Whoever reloads them passes them in. */
  readonly voices?: ServerVoices;
  /** Folder of the engine's voice packs; absent: the configured one. */
  readonly voicesDir?: string;
  /** Folder of the model; absent: the configured one. */
  readonly modelDir?: string;
  /** Version of the engine's runtime. */
  readonly onnxRuntime?: string;
  /** Absent: counts that only this server shows. */
  readonly metrics?: Metrics;
  /** Absent: only the keys of the configuration itself. */
  readonly keys?: ServerKeys;
  readonly log: Log;
}

/** A server that does not listen yet. */
export function assemble({
  config,
  version,
  engine: plainEngine,
  frontEnd,
  tokenize,
  workers,
  log,
  ...parts
}: Parts): Server {
  const metrics = parts.metrics ?? new Metrics();
  const engine = new MeteredEngine(plainEngine, metrics);
  const cache = new CachedEngine(engine, config.audioCacheMb * 1024 * 1024, {
    hit: () => metrics.cacheHits.inc(),
    miss: () => metrics.cacheMisses.inc(),
  });
  const limits = { workers, queue: config.synthQueue, maxWaitSec: config.queueMaxWaitSec };
  const traits = profileTraits(config.apiProfile);
  const voices = parts.voices ?? new ServerVoices(config, log);
  const admission = new Admission(limits);
  const reading = { ...readingSettings(config), defaultLanguage: config.defaultLang };
  const speaker = new Speaker(cache, frontEnd, admission, {
    edges: {
      leadMs: config.leadMs,
      paddingMs: config.gapPaddingMs,
      multipliers: config.gapPaddingMultipliers,
    },
    ...reading,
    defaultVolume: config.defaultVolume,
    normalisesWeights: config.voiceWeightNormalization,
    voiceDirectory: voices.directory,
    maxBufferedAudioSec: config.maxBufferedAudioSec,
    maxTotalPauseSec: config.maxTotalPauseSec,
    queueMaxWaitSec: config.queueMaxWaitSec,
  });
  const pulse = new EventLoopPulse();
  const state = watched(engine);
  const temp = downloadLimits(config);
  const downloads = new Downloads(temp);
  const voicesDir = parts.voicesDir ?? config.voicesDir ?? '';
  const modelDir = parts.modelDir ?? config.modelDir ?? '';
  const keeper = gatekeeper(config, parts.keys?.current ?? (() => configuredKeys(config)));
  const server: Server = new Server({
    api: {
      version,
      speaker,
      inspector: new TextInspector(frontEnd, tokenize, reading),
      vitals: {
        engine: () => (engine.isBroken ? { kind: 'failed' } : state()),
        isModelLoaded: () => engine.isLoaded,
        isDraining: () => server.isDraining,
        load: () => admission.load,
        stalledMs: () => pulse.stalledMs,
        stuckMs: () => engine.stuckMs,
      },
      speech: {
        voice: config.defaultVoice,
        format: config.defaultFormat,
        formats: config.formats,
        stream: config.defaultStream,
        strictModel: config.strictModel,
        maxInputChars: config.maxInputChars,
        modelAliases: config.modelAliases,
        speeds: traits.speeds,
      },
      builtFormats: engine.formats,
      maxBufferedAudioSec: config.maxBufferedAudioSec,
      enableDocs: config.enableDocs,
      about: {
        title: config.apiTitle,
        version: config.apiVersion ?? version,
        description: config.apiDescription,
      },
      dialects: config.dialects,
      downloads,
      combine: {
        isAllowed: config.allowVoiceSaving,
        packs: new VoicePacks(voicesDir),
      },
      web: { strictFormula: config.strictFormula, punctuationSilences: traits.punctuationSilences },
      greeting: {
        atRoot: traits.root === 'json' || (traits.root !== 'none' && config.enableWebUi),
        healthy: traits.health,
      },
      models: { ownedBy: traits.ownedBy, ids: traits.models },
      native: nativeOptions({
        config,
        engine,
        speaker,
        admission,
        asksForKeys: keeper.asksForKeys,
        isDraining: () => server.isDraining,
        log,
      }),
      dev: devOptions({ config, engine, metrics, rules: reading.text, temp, voicesDir, modelDir }),
    },
    rootPath: config.rootPath,
    gatekeeper: keeper,
    logIps: config.logIps,
    unauthorized: traits.unauthorized,
    transport: transportSettings(config),
    cors: { enabled: config.corsEnabled, origins: config.allowedOrigins },
    maxBodyBytes: config.maxBodyBytes,
    log,
    onVisit: (visit) => countVisit(metrics, visit),
  });
  metrics.watch(
    readings({ server, admission, isModelLoaded: () => engine.isLoaded, temp: () => downloads.usage }),
  );
  unloadWhenIdle(engine, config.runtimeIdleUnloadSec, log);
  engine.ready.then(
    ({ provider, model }) =>
      metrics.running({ version, onnxruntime: parts.onnxRuntime ?? '', provider, model }),
    () => {}, // probes tell of it
  );
  return server;
}

/** How texts are read and cut, as speech and inspection share it. */
function readingSettings(config: Config) {
  const { targetMinTokens: minTokens, targetMaxTokens: maxTokens, absoluteMaxTokens } = config;
  const packing = { minTokens, maxTokens, absoluteMaxTokens };
  return {
    firstSegmentTokens: config.firstSegmentTokens,
    text: {
      normalizes: config.textNormalization,
      compat: config.normalizerCompat,
      packing,
      control: controlRules(config),
    },
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

/** What texts may ask for by tags and SSML. */
function controlRules(config: Config): ControlRules {
  return {
    pauseTags: config.enablePauseTags,
    maxPauseSec: config.maxPauseSec,
    voiceTags: config.enableVoiceTags,
    ssml: config.enableSsml,
    ssmlMaxDepth: config.ssmlMaxDepth,
  };
}
