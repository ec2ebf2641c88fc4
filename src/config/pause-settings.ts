import { Type } from 'typebox';

/** Silence before, between and after what is spoken. */
export const pauseSettings = {
  leadMs: Type.Number({
    default: 50,
    minimum: 0,
    maximum: 500,
    unit: 'ms',
    description: 'Silence kept before the first sound.',
  }),
  gapTrimMs: Type.Number({
    default: 1,
    minimum: 0,
    maximum: 1000,
    unit: 'ms',
    aliases: ['GAP_TRIM_MS'],
    hasNoEffect: true,
    description: 'Taken off both ends of a segment that is longer than twice that.',
  }),
  gapPaddingMs: Type.Number({
    default: 410,
    minimum: 0,
    maximum: 5000,
    unit: 'ms',
    aliases: ['DYNAMIC_GAP_TRIM_PADDING_MS'],
    description: 'Pause after a segment at speed 1, of which 50 ms are taken off.',
  }),
  gapPaddingMultipliers: Type.Record(Type.String(), Type.Number({ minimum: 0, maximum: 10 }), {
    default: { '.': 1, '!': 0.9, '?': 1, ',': 0.8 },
    aliases: ['DYNAMIC_GAP_TRIM_PADDING_CHAR_MULTIPLIER'],
    description: "Factor of that pause by the segment's last character.",
  }),
  enablePauseTags: Type.Boolean({ default: true, description: 'Obey `[pause:1.5s]` in texts.' }),
  maxPauseSec: Type.Number({
    default: 60,
    minimum: 0,
    maximum: 600,
    unit: 's',
    aliases: ['MAX_PAUSE_DURATION_S'],
    description: 'Longest pause of one tag; a longer one is cut.',
  }),
  maxTotalPauseSec: Type.Number({
    default: 600,
    minimum: 0,
    maximum: 86_400,
    unit: 's',
    description: 'Pauses of one request in sum.',
  }),
};
