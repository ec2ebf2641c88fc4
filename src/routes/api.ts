/** All routes of the server. */
import type { AudioFormat } from '../audio/format.js';
import type { Route } from '../http/route.js';
import type { Speaker } from '../speech/speaker.js';
import { healthRoutes, type Vitals } from './health.js';
import { modelRoutes } from './models.js';
import { openapiRoute } from './openapi.js';
import { serverInfoRoutes } from './server-info.js';
import { speechRoute } from './speech.js';
import { defaultFormat, type SpeechDefaults } from './speech-request.js';
import { voicesRoute } from './voices.js';

export interface ApiOptions {
  readonly version: string;
  readonly speaker: Speaker;
  readonly vitals: Vitals;
  /** The format is the one wanted; it counts as far as it is built and enabled. */
  readonly speech: Omit<SpeechDefaults, 'format'> & { readonly format: AudioFormat };
  readonly maxBufferedAudioSec: number;
  readonly enableDocs: boolean;
}

/** The routes, each endpoint's from its own file. */
export function apiRoutes({ version, speaker, vitals, speech, ...options }: ApiOptions): Route[] {
  const defaults = { ...speech, format: defaultFormat(speech.format, speech.formats) };
  const routes = [
    speechRoute(speaker, defaults, options.maxBufferedAudioSec),
    voicesRoute(speaker),
    ...modelRoutes(speech.modelAliases),
    ...serverInfoRoutes(version),
    ...healthRoutes(version, vitals),
  ];
  return options.enableDocs ? [...routes, openapiRoute(version, routes)] : routes;
}
