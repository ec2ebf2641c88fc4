import { Type } from 'typebox';

/** How much is computed at a time, and how. */
export const workSettings = {
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
  batchMax: Type.Integer({
    default: 32,
    minimum: 1,
    maximum: 256,
    unit: 'segments',
    hasNoEffect: true,
    description: 'Segments a GPU takes in one run.',
  }),
  batchWaitMs: Type.Number({
    default: 2,
    minimum: 0,
    maximum: 1000,
    unit: 'ms',
    hasNoEffect: true,
    description: 'How long a GPU waits for more of them.',
  }),
  allowExperimentalCudaConcurrency: Type.Boolean({
    default: false,
    description: 'Let several workers share a GPU; without it more than one is an error.',
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
