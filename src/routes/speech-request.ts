/** A checked body to what the speaker is asked: defaults, formats and models of this dialect. */
import type { Static } from 'typebox';
import {
  type AudioFormat,
  advertisedFormats,
  type BuiltFormat,
  builtFormats,
  findFormat,
  isBuilt,
} from '../audio/format.js';
import { isAcceptedModel } from '../dialects/openai-models.js';
import { DetailedError } from '../http/detailed-error.js';
import { literal } from '../http/schema-issue.js';
import type { SpeechRequest } from '../speech/speech-request.js';
import type { SpeechBody } from './speech-schema.js';

export interface SpeechDefaults {
  readonly voice: string;
  /** Used when the request names none; always an enabled one. */
  readonly format: BuiltFormat;
  /** Formats requests may name, in the order messages list them. */
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
    streamed: body.stream_format === 'sse' || (body.stream ?? defaults.stream),
    firstSegmentTokens: body.first_segment_tokens,
  };
}

function voiceOf(voice: Static<typeof SpeechBody>['voice']): string {
  return typeof voice === 'string' ? voice : (voice?.id ?? '');
}

/** The first language field that is present; an empty one counts as absent. */
function languageOf(body: Static<typeof SpeechBody>): SpeechRequest['language'] {
  for (const field of ['lang_code', 'lang', 'language'] as const) {
    const name = body[field];
    if (name) return { name, field };
  }
  return undefined;
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

function formatOf(name: string | undefined, { format, formats }: SpeechDefaults): BuiltFormat {
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
  if (isBuilt(found) && formats.includes(found)) return found;
  const allowed = formats.filter(isBuilt);
  const message = `response_format '${found}' is not enabled on this server. Allowed formats: ${allowed.join(', ')}.`;
  throw unsupported(name, message, allowed);
}

/** The order Kokoro-FastAPI's own message has. */
const documented: readonly AudioFormat[] = ['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm', 'm4a'];

function unsupported(name: string, message: string, expected: readonly string[]): DetailedError {
  const issue = { ...literal(expected), loc: ['body', 'response_format'], input: name.slice(0, 200) };
  return new DetailedError('UNSUPPORTED_FORMAT', message, [issue], { field: 'response_format' });
}

/** The format of requests that name none: the operator's, as far as enabled, else the first enabled one. */
export function defaultFormat(wanted: AudioFormat, enabled: readonly AudioFormat[]): BuiltFormat {
  if (isBuilt(wanted) && enabled.includes(wanted)) return wanted;
  return enabled.find(isBuilt) ?? builtFormats[0];
}
