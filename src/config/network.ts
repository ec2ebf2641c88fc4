import { Type } from 'typebox';
import { profileNames } from './profiles.js';

/** Families of routes besides `/api`, `/api/v1` and `/dev`, which are always there. */
export const dialectNames = ['session', 'openai', 'cartesia', 'deepgram', 'elevenlabs', 'vapi'] as const;

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
  apiProfile: Type.Enum(profileNames, {
    default: 'default',
    aliases: ['API_PROFILE'],
    description: 'Take over the defaults of another server; a setting that is set always beats them.',
  }),
  tlsCertFile: Type.Optional(
    Type.String({ description: 'Certificate chain (PEM): HTTPS on the same port. Needs the key.' }),
  ),
  tlsKeyFile: Type.Optional(Type.String({ description: 'Private key of the certificate (PEM).' })),
  metricsPort: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 65_535,
    description: 'Own port for `/metrics`, `/livez` and `/readyz`; 0: `/metrics` is on the main one.',
  }),
  wyomingPort: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 65_535,
    hasNoEffect: true,
    description: 'Port of the Wyoming protocol (Home Assistant), usually 10200; 0: off.',
  }),
  wyomingHost: Type.String({
    default: '127.0.0.1',
    hasNoEffect: true,
    description: 'Bind address of that port. The protocol knows no keys.',
  }),
  dialects: Type.Array(Type.Enum(dialectNames), {
    default: dialectNames,
    description: 'Families of routes that are there; the others answer 404.',
  }),
  maxBodyBytes: Type.Integer({
    default: 2_097_152,
    minimum: 1024,
    maximum: 67_108_864,
    unit: 'bytes',
    description: 'Largest request body; 413 beyond.',
  }),
  maxConnections: Type.Integer({
    default: 10_000,
    minimum: 1,
    maximum: 100_000,
    unit: 'connections',
    description: 'Further ones are closed as soon as they are accepted.',
  }),
  maxConnectionsPerIp: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 100_000,
    unit: 'connections',
    description: 'The same per IPv4 address or IPv6 /64; 0: no such limit.',
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
};
