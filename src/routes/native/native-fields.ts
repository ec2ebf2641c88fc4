/** The fields of kokoro-webui's API, and what they ask of the speech room. */
import { type Static, Type } from 'typebox';
import type { AudioFormat } from '../../audio/format.js';
import type { ChunkedRequest } from '../../speech/chunk-run.js';
import type { SpeechRequest } from '../../speech/speech-request.js';
import { audioFields, encodingOf } from '../audio-fields.js';
import { languageFields, languageOf } from '../language-fields.js';
import { nullable } from '../nullable.js';
import { textFields, textOptions, voiceAliases } from '../text-fields.js';
import { checkLength, checkRange, formatOf } from './native-values.js';

export interface NativeDefaults {
  readonly voice: string;
  /** Enabled formats, the default first. */
  readonly formats: readonly AudioFormat[];
  /** Lowest and highest speed. */
  readonly speeds: readonly [lowest: number, highest: number];
  /** Longest text, in code points. */
  readonly maxTextChars: number;
}

const { sample_rate, bitrate, opus_bitrate, wav_sample_rate } = audioFields;

export const textField = Type.String({ minLength: 1, description: 'The text to speak.' });
export const targetField = Type.Integer({
  minimum: 80,
  maximum: 2000,
  default: 360,
  description: 'Characters a chunk should not exceed.',
});

/** Body of POST /api/speak. Members it does not name are ignored. */
export const SpeakBody = Type.Object({
  text: textField,
  voice: Type.Optional(
    Type.String({ maxLength: 512, description: 'A voice, or a mix with an optional pitch.' }),
  ),
  speed: Type.Number({ default: 1, description: '2 speaks twice as fast.' }),
  pitch: Type.Number({ minimum: -6, maximum: 6, default: 0, description: 'Semitones.' }),
  format: Type.Optional(
    Type.Unknown({ description: 'wav, opus, pcm, mp3, flac, aac or m4a, as far as enabled.' }),
  ),
  opus_bitrate,
  wav_sample_rate,
  sample_rate,
  bitrate,
  ...languageFields,
  ...textFields,
  volume_multiplier: nullable(
    Type.Number({ minimum: 0, maximum: 10, description: 'Factor, before the limiter.' }),
  ),
  initial_silence: nullable(
    Type.Integer({
      minimum: 0,
      maximum: 240_000,
      description: 'Samples at 24 kHz of silence before the speech.',
    }),
  ),
  seed: Type.Integer({
    minimum: 0,
    maximum: 4_294_967_295,
    default: 0,
    description: 'Of the excitation noise.',
  }),
  captions: Type.Enum(['none', 'srt', 'vtt'], { default: 'none', description: 'Captions beside the audio.' }),
  multipart: Type.Boolean({ default: false, description: 'Captions come as a second part of the answer.' }),
});

/** Body of the streams. */
export const StreamBody = Type.Object({
  ...SpeakBody.properties,
  target_chunk_chars: targetField,
  pause_ms: Type.Integer({
    minimum: 0,
    maximum: 2000,
    default: 0,
    description: 'Silence after every chunk but the last.',
  }),
  audio_encoding: Type.Optional(
    Type.Enum(['base64', 'binary'], { description: 'How chunks carry their audio.' }),
  ),
  timestamps: Type.Enum(['none', 'word', 'phoneme'], {
    default: 'none',
    description: 'Times beside each chunk.',
  }),
});

export type SpeakFields = Static<typeof SpeakBody>;
export type StreamFields = Static<typeof StreamBody>;

/** What a client reads of the encoding it gets. */
export interface NativeEncoding {
  readonly format: AudioFormat;
  /** As the client named it; null for formats without. */
  readonly opusBitrate: string | null;
  readonly wavSampleRate: string | null;
}

/** Translates a body. Throws INVALID_REQUEST, TEXT_TOO_LONG and UNSUPPORTED_FORMAT. */
export function nativeRequest(
  body: SpeakFields,
  defaults: NativeDefaults,
): { asked: SpeechRequest; encoding: NativeEncoding } {
  checkLength(body.text, defaults.maxTextChars);
  checkRange('speed', body.speed, defaults.speeds);
  const format = formatOf(body.format, defaults.formats);
  const voice = body.voice?.trim() || defaults.voice;
  const bitrate = format === 'opus' ? opusBitrate(body) : null;
  const isPlain = format === 'wav' || format === 'pcm';
  const asked: SpeechRequest = {
    text: body.text,
    voice,
    voiceAliases: voiceAliases(body),
    language: languageOf(body),
    speed: body.speed,
    pitch: body.pitch === 0 ? undefined : body.pitch,
    volume: body.volume_multiplier ?? 1,
    seed: body.seed,
    initialSilence: body.initial_silence ?? 0,
    format,
    ...encodingOf({ ...body, ...(bitrate !== null && { bitrate }) }, format),
    streamed: false,
    firstSegmentTokens: undefined,
    textOptions: textOptions(body, voice),
  };
  const wavSampleRate = isPlain ? (body.wav_sample_rate ?? 'native') : null;
  return { asked, encoding: { format, opusBitrate: bitrate, wavSampleRate } };
}

/** The same for a stream. */
export function chunkedRequest(
  body: StreamFields,
  defaults: NativeDefaults,
): { asked: ChunkedRequest; encoding: NativeEncoding } {
  const { asked, encoding } = nativeRequest(body, defaults);
  return {
    asked: { ...asked, targetChunkChars: body.target_chunk_chars, pauseMs: body.pause_ms },
    encoding,
  };
}

/** `opus_bitrate`, else `bitrate`, else speech's usual one. */
function opusBitrate({ opus_bitrate, bitrate }: SpeakFields): string {
  if (opus_bitrate !== undefined) return opus_bitrate;
  if (bitrate === undefined || bitrate === null) return '32k';
  return `${Number.parseInt(String(bitrate), 10)}k`;
}
