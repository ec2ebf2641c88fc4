import { Type } from 'typebox';

/** Logs, and how the configuration itself is read. */
export const diagnostics = {
  logLevel: Type.Enum(['trace', 'debug', 'info', 'warn', 'error'], {
    default: 'info',
    aliases: ['API_LOG_LEVEL', 'RUST_LOG'],
    description: 'Lines below it are dropped. Text is never logged.',
  }),
  logFormat: Type.Enum(['auto', 'json', 'pretty'], {
    default: 'auto',
    description: '`auto`: for people on a terminal, JSON lines otherwise.',
  }),
  logIps: Type.Enum(['full', 'truncated', 'none'], {
    default: 'truncated',
    description: 'How much of a client address a log line holds.',
  }),
  strictConfig: Type.Boolean({ default: false, description: 'An unknown `KOKORO_*` name is an error.' }),
  configFile: Type.Optional(
    Type.String({
      description: 'JSON object of settings; unset: `kokoro.json`, then `/etc/kokoro/config.json`.',
    }),
  ),
  envFile: Type.Optional(Type.String({ description: 'File of `NAME=value` lines; unset: `.env`.' })),
};
