import { Type } from 'typebox';
import { audioFields } from './audio-fields.js';
import { downloadFields } from './download-link.js';
import { languageFields } from './language-fields.js';
import { nullable } from './nullable.js';
import { textFields } from './text-fields.js';

/** Body of POST /v1/audio/speech. Members it does not name are ignored. */
export const SpeechBody = Type.Object({
  model: nullable(Type.String({ minLength: 1, maxLength: 128, description: 'One of GET /v1/models.' })),
  input: Type.String({ description: 'The text to speak.' }),
  voice: Type.Optional(
    Type.Union(
      [
        Type.String({ maxLength: 512 }),
        Type.Object({ id: Type.String({ minLength: 1, maxLength: 512 }) }),
        Type.Null(),
      ],
      {
        description:
          'A voice of GET /v1/audio/voices, an OpenAI name, or a mix with an optional pitch in semitones: af_bella(2)+af_sky-1.5.',
      },
    ),
  ),
  ...audioFields,
  speed: Type.Number({ minimum: 0.25, maximum: 4, default: 1, description: '2 speaks twice as fast.' }),
  instructions: nullable(Type.String({ maxLength: 4096, description: 'Accepted; has no effect.' })),
  stream_format: nullable(
    Type.Enum(['audio', 'sse'], { description: 'sse: server-sent events around the audio.' }),
  ),
  timestamps: Type.Optional(
    Type.Enum(['none', 'word', 'phoneme'], {
      description: 'With stream_format sse: events with times; with return_timing: words in the file.',
    }),
  ),
  stream: Type.Optional(Type.Boolean({ description: 'false: one answer with its length and true sizes.' })),
  ...languageFields,
  ...textFields,
  ...downloadFields,
  target_chunk_chars: Type.Optional(
    Type.Integer({ minimum: 80, maximum: 2000, description: 'Accepted; has no effect here.' }),
  ),
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
  pitch: Type.Optional(Type.Number({ minimum: -6, maximum: 6, description: 'Semitones.' })),
  seed: Type.Integer({
    minimum: 0,
    maximum: 4_294_967_295,
    default: 0,
    description: 'Of the excitation noise; the same request with the same seed gives the same samples.',
  }),
  first_segment_tokens: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 400,
      description: 'Tokens aimed at for the first segment; 0: whole sentences.',
    }),
  ),
});
