/** All routes of the server. */
import type { Route } from '../http/route.js';
import type { Speaker } from '../speech/speaker.js';
import type { TextInspector } from '../speech/text-inspector.js';
import { chunksRoute } from './chunks.js';
import { enabledFormats } from './enabled-formats.js';
import { healthRoutes, type Vitals } from './health.js';
import { modelRoutes } from './models.js';
import { normalizeRoute } from './normalize.js';
import { openapiRoute } from './openapi.js';
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
}

/** The routes, each endpoint's from its own file. */
export function apiRoutes({ version, speaker, inspector, vitals, speech, ...options }: ApiOptions): Route[] {
  const defaults = {
    ...speech,
    ...enabledFormats(speech.formats, speech.format, options.builtFormats),
  };
  const routes = [
    speechRoute(speaker, defaults, options.maxBufferedAudioSec),
    voicesRoute(speaker),
    phonemizeRoute(inspector),
    normalizeRoute(inspector),
    chunksRoute(inspector, speaker, speech.voice),
    ...modelRoutes(speech.modelAliases),
    ...serverInfoRoutes(version),
    ...healthRoutes(version, vitals),
  ];
  return options.enableDocs ? [...routes, openapiRoute(version, routes)] : routes;
}
