import { Type } from 'typebox';

/** The model, where its files lie and how it runs. */
export const engineSettings = {
  cacheDir: Type.Optional(
    Type.String({
      description: 'Folder of fetched and imported files; unset: `$XDG_CACHE_HOME/kokoro-native`.',
    }),
  ),
  modelDir: Type.Optional(
    Type.String({
      aliases: ['MODEL_DIR'],
      description:
        'Folder of imported models, or one imported model; unset: `imported` in the cache directory.',
    }),
  ),
  model: Type.String({
    default: 'auto',
    pattern: '^[A-Za-z0-9._-]+$',
    description: 'Name of an imported model: `fp32`, `int8`, …; `auto`: the best one that is there.',
  }),
  modelRepo: Type.Optional(
    Type.String({
      aliases: ['MODEL_REPO_ID'],
      pattern: '^(https://)?[A-Za-z0-9._/:-]+$',
      hasNoEffect: true,
      description: 'Where set-up fetches the model from in place of the listed sources.',
    }),
  ),
  modelPath: Type.Optional(
    Type.String({ description: 'ONNX file of your own, which set-up imports in place of the listed ones.' }),
  ),
  downloadModel: Type.Boolean({
    default: true,
    aliases: ['DOWNLOAD_MODEL'],
    description: 'Let set-up fetch what is missing.',
  }),
  voicesPath: Type.Optional(
    Type.String({
      hasNoEffect: true,
      description: 'File of voices of your own: `.bin` (npz) or `voices.json`.',
    }),
  ),
  voicesDir: Type.Optional(
    Type.String({
      aliases: ['VOICES_DIR'],
      description: 'Folder of voice packs (`NAME.bin`); unset: `voices` in the cache directory.',
    }),
  ),
  provider: Type.Enum(['auto', 'cpu', 'cuda', 'coreml', 'directml'], {
    default: 'auto',
    aliases: ['KOKORO_ACCELERATION', 'DEVICE_TYPE', 'USE_GPU'],
    description: 'Where the model runs; `auto` is the CPU. `USE_GPU=false` is `cpu`, `true` is `auto`.',
  }),
  degradedStart: Type.Boolean({
    default: false,
    description: 'Stay up, and answer 503, when the model cannot be loaded.',
  }),
  strictProvider: Type.Boolean({
    default: false,
    description: 'End the start when the provider that was asked for is not there, instead of using the CPU.',
  }),
};
