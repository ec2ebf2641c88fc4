import { Type } from 'typebox';

/** Who may use the server, and how much. */
export const accessSettings = {
  apiKey: Type.Array(Type.String({ minLength: 1 }), {
    default: [],
    aliases: ['API_KEY', 'KW_SECRET_API_KEY'],
    secret: true,
    merged: true,
    description:
      'Keys that are let in. All names and sources count together. `KOKORO_API_KEY_FILE` names a file that holds them.',
  }),
  apiKeysFile: Type.Optional(
    Type.String({
      description: 'Key file that `kokoro keys` writes, one JSON object a line. SIGHUP reads it again.',
    }),
  ),
  requireAuth: Type.Optional(
    Type.Boolean({ description: 'Ask for a key; unset: as soon as there is one. Needs a key.' }),
  ),
  authExempt: Type.Array(Type.String({ pattern: '^/' }), {
    default: ['/v1/audio/voices'],
    description: 'GET paths that are answered without a key, besides those that always are.',
  }),
  authFailureLimit: Type.Integer({
    default: 5,
    minimum: 0,
    maximum: 1_000_000,
    unit: 'failures',
    description: 'Wrong keys a client may send within the window before it gets 429; 0: any number.',
  }),
  authFailureWindowSec: Type.Integer({
    default: 60,
    minimum: 1,
    maximum: 86_400,
    unit: 's',
    description: 'Length of that window, which slides.',
  }),
  authFailureMaxBuckets: Type.Integer({
    default: 4096,
    minimum: 1,
    maximum: 10_000_000,
    unit: 'buckets',
    description: 'Clients whose failures are remembered; the oldest idle one is forgotten.',
  }),
  trustProxyHeaders: Type.Boolean({
    default: false,
    description: 'Believe `X-Forwarded-For` and `X-Real-IP` of the proxies listed next.',
  }),
  trustedProxyIps: Type.Array(Type.String(), {
    default: [],
    description: 'Addresses and CIDR blocks of those proxies.',
  }),
  allowedOrigins: Type.Array(Type.String(), {
    default: ['*'],
    aliases: ['CORS_ORIGINS'],
    description: 'Origins whose pages may read answers, `*` for all; unset while a key is asked for: none.',
  }),
  corsEnabled: Type.Boolean({
    default: true,
    aliases: ['CORS_ENABLED'],
    description: 'Let pages of other origins read answers.',
  }),
  allowedHosts: Type.Optional(
    Type.Array(Type.String(), {
      description:
        'Names a request may have in `Host`, `*` for any; unset: names of the loopback when bound to it, else any.',
    }),
  ),
  wsAuthHandshakeTimeoutSec: Type.Number({
    default: 5,
    minimum: 1,
    maximum: 60,
    unit: 's',
    description: 'Time for the first message of a WebSocket.',
  }),
  wsSessionTokenTtlSec: Type.Integer({
    default: 30,
    minimum: 1,
    maximum: 3600,
    unit: 's',
    description: 'Life of a one-time token for a WebSocket.',
  }),
  wsSessionTokenMaxTokens: Type.Integer({
    default: 1024,
    minimum: 1,
    maximum: 1_000_000,
    unit: 'tokens',
    description: 'Tokens that wait to be used; the oldest is dropped.',
  }),
  rateLimitRpm: rate('Requests a minute', 'requests'),
  rateLimitCharsPerMin: rate('Characters to speak a minute', 'code points'),
  rateLimitConcurrent: rate('Utterances at a time', 'utterances'),
};

function rate(what: string, unit: string) {
  return Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 1_000_000_000,
    unit,
    description: `${what}, per key, or per client where none is asked for; 0: no limit.`,
  });
}
