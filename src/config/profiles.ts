/** Defaults of the four servers whose clients come here. A profile never removes a route, and any source beats it. */

export const profileNames = [
  'default',
  'kokoro-webui',
  'kokoro-web',
  'kokoro-fastapi',
  'kokoro-openai-server',
] as const;

export type ProfileName = (typeof profileNames)[number];

/** What a profile changes on the wire that is no setting of its own. */
export interface ProfileTraits {
  /** Speeds accepted on `/api` and `/v1`, lowest and highest. */
  readonly speeds: readonly [lowest: number, highest: number];
  /** What GET / is without `Accept: text/html`, or whatever is accepted. */
  readonly root: 'negotiated' | 'page' | 'none' | 'json';
  /** `status` of a good GET /health; `ok` comes without further members. */
  readonly health: 'healthy' | 'ok';
  /** `owned_by` of the models. */
  readonly ownedBy: string;
  /** Ids that GET /v1/models lists; undefined: all four. */
  readonly models: readonly string[] | undefined;
  /** Which voices OpenAI's names are. */
  readonly openaiVoices: 'own' | 'kokoro-fastapi';
  /** The 401 of `/v1`. */
  readonly unauthorized: 'default' | 'plain';
  /** Silences after punctuation on `/api/v1`. */
  readonly punctuationSilences: boolean;
  /** Most workers an operator may ask for. */
  readonly mostWorkers: number;
}

const own: ProfileTraits = {
  speeds: [0.25, 4],
  root: 'negotiated',
  health: 'healthy',
  ownedBy: 'kokoro',
  models: undefined,
  openaiVoices: 'own',
  unauthorized: 'default',
  punctuationSilences: false,
  mostWorkers: 64,
};

const traits: Readonly<Record<ProfileName, ProfileTraits>> = {
  default: own,
  'kokoro-webui': {
    ...own,
    speeds: [0.5, 1.8],
    root: 'page',
    ownedBy: 'kokoro-webui',
    models: ['kokoro'],
  },
  'kokoro-web': { ...own, root: 'page', punctuationSilences: true },
  'kokoro-fastapi': { ...own, root: 'none', openaiVoices: 'kokoro-fastapi' },
  'kokoro-openai-server': {
    ...own,
    root: 'json',
    health: 'ok',
    ownedBy: 'kokoro-openai-server',
    unauthorized: 'plain',
    mostWorkers: 8,
  },
};

/** What the wire looks like under a profile. */
export function profileTraits(profile: ProfileName): ProfileTraits {
  return traits[profile];
}

const settingsOf: Readonly<Record<ProfileName, Readonly<Record<string, unknown>>>> = {
  default: {},
  'kokoro-webui': {
    port: 8000,
    default_format: 'wav',
    formats: ['wav', 'opus', 'pcm'],
    strict_model: false,
    max_input_chars: 4096,
    cors_enabled: false,
    default_lang: 'en-us',
    degraded_start: true,
  },
  'kokoro-web': { port: 3000, default_stream: false, allowed_origins: [] },
  'kokoro-fastapi': {
    normalizer_compat: 'kokoro-fastapi',
    target_min_tokens: 175,
    target_max_tokens: 250,
    absolute_max_tokens: 450,
    allowed_origins: ['*'],
    synth_queue: -1,
  },
  'kokoro-openai-server': {
    port: 8000,
    default_format: 'wav',
    default_stream: false,
    max_input_chars: 4096,
    allowed_origins: ['*'],
    workers: 1,
    synth_queue: -1,
  },
};

/** The settings a profile changes, by the names a config file has. */
export function profileSettings(profile: ProfileName): Readonly<Record<string, unknown>> {
  return settingsOf[profile];
}
