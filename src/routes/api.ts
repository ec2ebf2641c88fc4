/** All routes of the server. */
import type { ModelListing } from '../dialects/openai-models.js';
import type { Downloads } from '../downloads/downloads.js';
import type { Route } from '../http/route.js';
import type { SocketRoute } from '../http/socket-route.js';
import type { Speaker } from '../speech/speaker.js';
import type { TextInspector } from '../speech/text-inspector.js';
import { chunksRoute } from './chunks.js';
import { combineRoute, type VoiceMixer } from './combine.js';
import { captionedSpeechRoute } from './dev/captioned-speech.js';
import { dialogueRoute } from './dev/dialogue.js';
import { generateFromPhonemesRoute } from './dev/generate-from-phonemes.js';
import { type DevOptions, devRoutes } from './dev/routes.js';
import { isSwitchedOn } from './dialect-paths.js';
import { downloadRoutes } from './downloads.js';
import { enabledFormats } from './enabled-formats.js';
import { healthRoutes, type Vitals } from './health.js';
import { webLanguagesRoute } from './kokoro-web/languages.js';
import { webModelsRoute } from './kokoro-web/models.js';
import { webPhonemizeRoute } from './kokoro-web/phonemize.js';
import { type WebSpeechRules, webSpeechRoute } from './kokoro-web/speech.js';
import { webVoicesRoute } from './kokoro-web/voices.js';
import { modelRoutes } from './models.js';
import { type NativeOptions, nativeRoutes, nativeSockets } from './native/native-routes.js';
import { normalizeRoute } from './normalize.js';
import { type ApiFacts, openapiRoute } from './openapi.js';
import { phonemizeRoute } from './phonemize.js';
import { serverInfoRoutes } from './server-info.js';
import { speechRoute } from './speech.js';
import type { SpeechDefaults } from './speech-request.js';
import { voicesRoute } from './voices.js';

export interface ApiOptions {
  readonly version: string;
  readonly speaker: Speaker;
  readonly inspector: TextInspector;
  readonly vitals: Vitals;
  /** The formats as the operator wants them; they count as far as they are built. */
  readonly speech: SpeechDefaults;
  /** Formats this build encodes. */
  readonly builtFormats: readonly string[];
  readonly maxBufferedAudioSec: number;
  readonly enableDocs: boolean;
  /** Title, version and description in the API's documentation. */
  readonly about: ApiFacts;
  /** Families of routes that are switched on. */
  readonly dialects: readonly string[];
  readonly downloads: Downloads;
  readonly combine: Omit<VoiceMixer, 'speaker'>;
  readonly web: WebSpeechRules;
  readonly models: ModelListing;
  readonly dev: DevOptions;
  readonly native: NativeOptions;
  /** What a client hears first: whether `/` tells of the server, and the word of a good `/health`. */
  readonly greeting: { readonly atRoot: boolean; readonly healthy: 'healthy' | 'ok' };
}

/** The routes, each endpoint's from its own file. */
export function apiRoutes(api: ApiOptions): Route[] {
  const routes = allRoutes(api).filter(({ path }) => isSwitchedOn(path, api.dialects));
  return api.enableDocs ? [...routes, openapiRoute(api.about, routes)] : routes;
}

function allRoutes(api: ApiOptions): Route[] {
  const { version, speaker, inspector, vitals, speech, ...options } = api;
  const defaults = {
    ...speech,
    ...enabledFormats(speech.formats, speech.format, options.builtFormats),
  };
  const makers = { speaker, downloads: options.downloads, maxBufferedAudioSec: options.maxBufferedAudioSec };
  const paths = (): string[] => [...routes, ...socketRoutes(api)].map(({ path }) => path);
  const routes: Route[] = [
    speechRoute(makers, defaults),
    ...downloadRoutes(options.downloads),
    voicesRoute(speaker),
    combineRoute({ speaker, ...options.combine }),
    webSpeechRoute(makers, defaults, options.web),
    webVoicesRoute(speaker),
    webModelsRoute(() => vitals.engine().kind === 'ready'),
    webLanguagesRoute(),
    webPhonemizeRoute(inspector),
    phonemizeRoute(inspector),
    normalizeRoute(inspector),
    chunksRoute(inspector, speaker, speech.voice),
    ...nativeRoutes(options.native, { version, paths, builtFormats: options.builtFormats, ...makers }),
    ...modelRoutes(speech.modelAliases, options.models),
    ...serverInfoRoutes(version, options.greeting.atRoot),
    captionedSpeechRoute(makers, defaults),
    dialogueRoute(makers, defaults),
    generateFromPhonemesRoute(makers, defaults),
    ...devRoutes(options.dev, () => vitals.engine().kind === 'ready'),
    ...healthRoutes(version, vitals, options.greeting.healthy),
  ];
  return routes;
}

/** The WebSockets. */
export function socketRoutes({ native, builtFormats, dialects }: ApiOptions): SocketRoute[] {
  return nativeSockets(native, builtFormats).filter(({ path }) => isSwitchedOn(path, dialects));
}
