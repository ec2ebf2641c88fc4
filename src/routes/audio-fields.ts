/** The fields of a body that say how the audio is encoded. */
import { type Static, Type } from 'typebox';
import { type AudioFormat, sampleRateOf, sampleRates } from '../audio/format.js';
import { nullable } from './nullable.js';

const opusBitrates = ['16k', '24k', '32k', '48k'] as const;
const wavSampleRates = ['native', '16000', '22050', '24000', '44100', '48000'] as const;
/** What the model makes. */
const nativeRate = 24_000;

export const audioFields = {
  response_format: Type.Optional(
    Type.String({
      description: 'mp3, wav, opus, flac, pcm, aac, m4a, ogg, mulaw, ulaw or alaw, as far as enabled.',
    }),
  ),
  sample_rate: nullable(
    Type.Enum(sampleRates, {
      description: 'Hz. Opus takes the next of 8, 12, 16, 24 and 48 kHz; mulaw and alaw have 8000.',
    }),
  ),
  bitrate: Type.Optional(
    Type.Union([Type.Integer(), Type.String({ pattern: '^ *[0-9]{1,6} *[kK]? *$' }), Type.Null()], {
      description:
        'kbit/s, as 32 or "32k"; clamped to mp3 32-160 (to 320 from 32 kHz), opus 6-510, aac 32-144.',
    }),
  ),
  opus_bitrate: Type.Optional(
    Type.Enum(opusBitrates, { description: 'The same for opus; counts before bitrate.' }),
  ),
  wav_sample_rate: Type.Optional(
    Type.Enum(wavSampleRates, { description: 'The sample rate of wav and pcm; counts before sample_rate.' }),
  ),
};

const AudioFields = Type.Object(audioFields);

export interface Encoding {
  /** Hz. */
  readonly sampleRate: number;
  /** kbit/s; 0: the format's usual one. */
  readonly bitrateKbps: number;
}

/** What the fields ask of a format. */
export function encodingOf(body: Static<typeof AudioFields>, format: AudioFormat): Encoding {
  const isPlain = format === 'wav' || format === 'pcm';
  const named = isPlain && body.wav_sample_rate !== 'native' ? body.wav_sample_rate : undefined;
  const wanted = Number(named ?? body.sample_rate ?? nativeRate);
  const bitrate = format === 'opus' ? (body.opus_bitrate ?? body.bitrate) : body.bitrate;
  return { sampleRate: sampleRateOf(format, wanted), bitrateKbps: kbps(bitrate ?? undefined) };
}

/** The encoders clamp to what they can do; beyond these there is nothing to tell apart. */
const leastKbps = 1;
const mostKbps = 1000;

function kbps(bitrate: number | string | undefined): number {
  if (bitrate === undefined) return 0;
  const number = typeof bitrate === 'number' ? bitrate : Number.parseInt(bitrate, 10);
  return Math.min(Math.max(number, leastKbps), mostKbps);
}
