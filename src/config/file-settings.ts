import { Type } from 'typebox';

/** Files the server writes, and routes that are closed unless opened here. */
export const fileSettings = {
  tempDir: Type.Optional(
    Type.String({
      aliases: ['TEMP_FILE_DIR'],
      description:
        "Folder of files for download, emptied of ours at start; unset: `kokoro-native` in the system's.",
    }),
  ),
  tempMaxMb: Type.Number({
    default: 2048,
    minimum: 0,
    maximum: 1_048_576,
    unit: 'MiB',
    aliases: ['MAX_TEMP_DIR_SIZE_MB'],
    description: 'What they may take together.',
  }),
  tempMaxAgeHours: Type.Number({
    default: 1,
    minimum: 0,
    maximum: 8760,
    unit: 'h',
    aliases: ['MAX_TEMP_DIR_AGE_HOURS'],
    description: 'How long one is kept.',
  }),
  tempMaxCount: Type.Integer({
    default: 256,
    minimum: 1,
    maximum: 1_000_000,
    unit: 'files',
    aliases: ['MAX_TEMP_DIR_COUNT'],
    description: 'How many are kept.',
  }),
  outputDir: Type.String({
    default: 'output',
    aliases: ['OUTPUT_DIR'],
    hasNoEffect: true,
    description: 'Folder that `speak --batch` writes to.',
  }),
  outputDirMaxMb: Type.Number({
    default: 500,
    minimum: 0,
    maximum: 1_048_576,
    unit: 'MiB',
    aliases: ['OUTPUT_DIR_SIZE_LIMIT_MB'],
    hasNoEffect: true,
    description: 'What that folder may grow to.',
  }),
  allowVoiceSaving: Type.Boolean({
    default: false,
    aliases: ['ALLOW_LOCAL_VOICE_SAVING'],
    description: 'Open `/v1/audio/voices/combine`.',
  }),
  allowUnload: Type.Boolean({
    default: false,
    aliases: ['ALLOW_DEV_UNLOAD'],
    description: 'Open `/dev/unload`.',
  }),
  enableDebug: Type.Boolean({
    default: false,
    aliases: ['ENABLE_DEBUG_ENDPOINTS'],
    description: 'Open `/debug/*`.',
  }),
};
