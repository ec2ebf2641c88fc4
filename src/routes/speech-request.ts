/** A checked body to what the speaker is asked: defaults, formats and models of this dialect. */
import type { Static } from 'typebox';
import { type AudioFormat, advertisedFormats, findFormat } from '../audio/format.js';
import { isAcceptedModel } from '../dialects/openai-models.js';
import { DetailedError } from '../http/detailed-error.js';
import { literal } from '../http/schema-issue.js';
import type { SpeechRequest } from '../speech/speech-request.js';
import { encodingOf } from './audio-fields.js';
import { languageOf } from './language-fields.js';
import type { SpeechBody } from './speech-schema.js';
import { textOptions } from './text-fields.js';

export interface SpeechDefaults {
  readonly voice: string;
  /** Used when the request names none; always an enabled one. */
  readonly format: AudioFormat;
  /** Formats that are enabled and part of this build, in the order messages list them. */
  readonly formats: readonly AudioFormat[];
  readonly stream: boolean;
  readonly strictModel: boolean;
  readonly modelAliases: readonly string[];
}

/** Translates a body. Throws MODEL_NOT_FOUND and UNSUPPORTED_FORMAT. */
export function speechRequest(body: Static<typeof SpeechBody>, defaults: SpeechDefaults): SpeechRequest {
  const format = formatOf(body.response_format, defaults);
  checkModel(body.model, defaults);
  return {
    text: body.input,
    voice: voiceOf(body.voice) || defaults.voice,
    language: languageOf(body),
    speed: body.speed,
    pitch: body.pitch,
    volume: body.volume_multiplier ?? 1,
    seed: body.seed,
    initialSilence: body.initial_silence ?? 0,
    format,
    ...encodingOf(body, format),
    streamed: body.stream_format === 'sse' || (body.stream ?? defaults.stream),
    firstSegmentTokens: body.first_segment_tokens,
    textOptions: textOptions(body),
  };
}

/** The voice string of a body's field; empty when there is none. */
export function voiceOf(voice: Static<typeof SpeechBody>['voice']): string {
  return typeof voice === 'string' ? voice : (voice?.id ?? '');
}

function checkModel(model: string | null | undefined, { strictModel, modelAliases }: SpeechDefaults): void {
  if (!strictModel || !model || isAcceptedModel(model, modelAliases)) return;
  const detail = {
    error: 'invalid_model',
    message: `Unsupported model: ${model}`,
    type: 'invalid_request_error',
  };
  throw new DetailedError('MODEL_NOT_FOUND', `Model '${model}' not found`, detail, { field: 'model' });
}

function formatOf(name: string | undefined, { format, formats }: SpeechDefaults): AudioFormat {
  if (name === undefined) return format;
  const found = findFormat(name);
  if (found === undefined) {
    const supported = advertisedFormats.join(', ');
    throw unsupported(
      name,
      `Response format '${name}' not supported. Supported formats: ${supported}`,
      documented,
    );
  }
  if (formats.includes(found)) return found;
  const message = `response_format '${found}' is not enabled on this server. Allowed formats: ${formats.join(', ')}.`;
  throw unsupported(name, message, formats);
}

/** The order Kokoro-FastAPI's own message has. */
const documented: readonly AudioFormat[] = ['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm', 'm4a'];

function unsupported(name: string, message: string, expected: readonly string[]): DetailedError {
  const issue = { ...literal(expected), loc: ['body', 'response_format'], input: name.slice(0, 200) };
  return new DetailedError('UNSUPPORTED_FORMAT', message, [issue], { field: 'response_format' });
}
