import { Type } from 'typebox';

/** Where the server listens and what it takes from the network. */
export const network = {
  host: Type.String({ default: '127.0.0.1', aliases: ['HOST'], description: 'Bind address.' }),
  port: Type.Integer({
    default: 8880,
    minimum: 1,
    maximum: 65_535,
    aliases: ['PORT'],
    description: 'TCP port.',
  }),
  rootPath: Type.String({
    default: '',
    pattern: '^(/[A-Za-z0-9._~-]+)*/?$',
    aliases: ['UVICORN_ROOT_PATH'],
    description: 'Sub-path a proxy forwards, as `/tts`; requests with and without it are answered.',
  }),
  maxBodyBytes: Type.Integer({
    default: 2_097_152,
    minimum: 1024,
    maximum: 67_108_864,
    unit: 'bytes',
    description: 'Largest request body; 413 beyond.',
  }),
  shutdownGraceSec: Type.Number({
    default: 30,
    minimum: 0,
    maximum: 600,
    unit: 's',
    description: 'How long speech may go on after SIGTERM.',
  }),
  drainDelaySec: Type.Number({
    default: 0,
    minimum: 0,
    maximum: 60,
    unit: 's',
    description: 'Time between `/readyz` saying 503 and the listen socket closing.',
  }),
  corsEnabled: Type.Boolean({
    default: true,
    aliases: ['CORS_ENABLED'],
    description: 'Let pages of other origins read answers.',
  }),
  allowedOrigins: Type.Array(Type.String(), {
    default: ['*'],
    aliases: ['CORS_ORIGINS'],
    description: 'Origins that may; `*` for all.',
  }),
  enableDocs: Type.Boolean({ default: true, description: 'Serve `/openapi.json`.' }),
};
