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
  modelPath: Type.Optional(
    Type.String({ description: 'ONNX file of your own, which set-up imports in place of the listed ones.' }),
  ),
  downloadModel: Type.Boolean({
    default: true,
    aliases: ['DOWNLOAD_MODEL'],
    description: 'Let set-up fetch what is missing.',
  }),
  voicesDir: Type.Optional(
    Type.String({
      aliases: ['VOICES_DIR'],
      description: 'Folder of voice packs (`NAME.bin`); unset: `voices` in the cache directory.',
    }),
  ),
  provider: Type.Enum(['auto', 'cpu', 'cuda'], {
    default: 'auto',
    aliases: ['KOKORO_ACCELERATION', 'DEVICE_TYPE'],
    description: 'Where the model runs; `auto` is the CPU.',
  }),
  strictProvider: Type.Boolean({
    default: false,
    description: 'End the start when the provider that was asked for is not there, instead of using the CPU.',
  }),
  workers: Type.Union([Type.Literal('auto'), Type.Integer({ minimum: 1, maximum: 64 })], {
    default: 'auto',
    aliases: ['KOKORO_SYNTH_WORKERS'],
    description: 'Runs of the model side by side; `auto`: 2, on one core 1.',
  }),
  threads: Type.Union([Type.Literal('auto'), Type.Integer({ minimum: 1, maximum: 256 })], {
    default: 'auto',
    aliases: ['ONNX_NUM_THREADS'],
    description:
      "Threads of one run; `auto`: usable cores (the container's quota counts) divided by workers.",
  }),
  synthQueue: Type.Integer({
    default: 64,
    minimum: -1,
    maximum: 1_000_000,
    unit: 'utterances',
    description: 'How many may wait beyond the workers; -1: any number.',
  }),
  queueMaxWaitSec: Type.Number({
    default: 30,
    minimum: 0,
    maximum: 3600,
    unit: 's',
    description: 'Longest wait before 503; 0: none.',
  }),
  lookahead: Type.Integer({
    default: 2,
    minimum: 1,
    maximum: 16,
    unit: 'segments',
    description: 'Segments of one utterance made ahead of its reader.',
  }),
  decode: Type.Enum(['windowed', 'exact'], {
    default: 'windowed',
    description:
      'windowed: audio leaves window by window, with statistics frozen per voice; exact: each segment whole, with its own.',
  }),
  tier: Type.Enum(['auto', 'fp32', 'bf16', 'graph'], {
    default: 'auto',
    description:
      'Arithmetic of the decoder; `auto` measures at start and takes the fastest, `graph` is ONNX Runtime.',
  }),
  timbreRow: Type.Union([Type.Literal('own'), Type.Integer({ minimum: 0, maximum: 509 })], {
    default: 120,
    description: "Row of the style pack that gives the timbre; `own`: each segment's own.",
  }),
};
