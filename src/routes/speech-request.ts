/** A checked body to what the speaker is asked: defaults, formats and models of this dialect. */
import type { Static } from 'typebox';
import { type AudioFormat, advertisedFormats, findFormat } from '../audio/format.js';
import { isAcceptedModel } from '../dialects/openai-models.js';
import { SpeechError } from '../errors.js';
import { DetailedError } from '../http/detailed-error.js';
import { literal } from '../http/schema-issue.js';
import type { SpeechRequest } from '../speech/speech-request.js';
import { encodingOf } from './audio-fields.js';
import { wantsLink } from './download-link.js';
import { languageOf } from './language-fields.js';
import type { ReplyWish } from './speech-reply.js';
import type { SpeechBody } from './speech-schema.js';
import { textOptions, voiceAliases } from './text-fields.js';

export interface SpeechDefaults {
  readonly voice: string;
  /** Used when the request names none; always an enabled one. */
  readonly format: AudioFormat;
  /** Formats that are enabled and part of this build, in the order messages list them. */
  readonly formats: readonly AudioFormat[];
  readonly stream: boolean;
  readonly strictModel: boolean;
  /** Code points; 0: no limit. */
  readonly maxInputChars: number;
  readonly modelAliases: readonly string[];
  /** Lowest and highest speed, where that is narrower than the schema's range. */
  readonly speeds?: readonly [lowest: number, highest: number];
}

/** Translates a body. Throws MODEL_NOT_FOUND and UNSUPPORTED_FORMAT. */
export function speechRequest(body: Static<typeof SpeechBody>, defaults: SpeechDefaults): SpeechRequest {
  const format = formatOf(body.response_format, 'response_format', defaults);
  checkModel(body.model, defaults);
  checkSpeed(body.speed, defaults);
  const voice = voiceOf(body.voice) || defaults.voice;
  return {
    text: body.input,
    maxTextChars: defaults.maxInputChars,
    voice,
    voiceAliases: voiceAliases(body),
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
    textOptions: textOptions(body, voice),
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

/** The range that kokoro-webui has, in its words. */
function checkSpeed(speed: number, { speeds: [lowest, highest] = [0.25, 4] }: SpeechDefaults): void {
  if (speed >= lowest && speed <= highest) return;
  const message = `speed must be between ${lowest} and ${highest} for Kokoro.`;
  throw new SpeechError('VOICE_INVALID', message, { field: 'speed' });
}

/** What a body asks of the answer besides the speech. Throws UNSUPPORTED_FORMAT for a copy in an unknown format. */
export function replyWish(
  body: Static<typeof SpeechBody>,
  asked: SpeechRequest,
  defaults: SpeechDefaults,
): ReplyWish {
  const format = formatOf(body.download_format ?? undefined, 'download_format', defaults);
  const isCopy = body.download_format == null || format === asked.format;
  const copy = isCopy ? asked : { ...asked, format, ...encodingOf(body, format) };
  const { timestamps = 'none', return_timing: withTimings = false } = body;
  return {
    asEvents: body.stream_format === 'sse',
    timestamps,
    link: wantsLink(body) ? { copy, withTimings, withWords: timestamps !== 'none' } : undefined,
  };
}

type FormatField = 'response_format' | 'download_format';

const formatWords = { response_format: 'Response format', download_format: 'Download format' } as const;

function formatOf(
  name: string | undefined,
  field: FormatField,
  { format, formats }: SpeechDefaults,
): AudioFormat {
  if (name === undefined) return format;
  const found = findFormat(name);
  if (found === undefined) {
    const supported = advertisedFormats.join(', ');
    const message = `${formatWords[field]} '${name}' not supported. Supported formats: ${supported}`;
    throw unsupported(field, name, message, documented);
  }
  if (formats.includes(found)) return found;
  const message = `${field} '${found}' is not enabled on this server. Allowed formats: ${formats.join(', ')}.`;
  throw unsupported(field, name, message, formats);
}

/** The order Kokoro-FastAPI's own message has. */
const documented: readonly AudioFormat[] = ['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm', 'm4a'];

function unsupported(
  field: FormatField,
  name: string,
  message: string,
  expected: readonly string[],
): DetailedError {
  const issue = { ...literal(expected), loc: ['body', field], input: name.slice(0, 200) };
  return new DetailedError('UNSUPPORTED_FORMAT', message, [issue], { field });
}
