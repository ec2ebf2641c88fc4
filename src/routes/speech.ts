/** POST /v1/audio/speech: text in, audio out, sent while the rest is still being synthesised. */
import { formatEntry } from '../audio/format.js';
import { dataEvent, keptAlive } from '../audio/server-sent-events.js';
import { wholeAnswer } from '../audio/whole-answer.js';
import { openaiErrorObject } from '../dialects/openai.js';
import { SpeechError } from '../errors.js';
import { postRoute, type Reply, type Request, type Route } from '../http/route.js';
import { sampleRate } from '../speech/estimate.js';
import type { Speaker } from '../speech/speaker.js';
import type { Speech } from '../speech/speech.js';
import type { SpeechRequest } from '../speech/speech-request.js';
import { bufferedTooLong } from '../speech/text-limits.js';
import { type SpeechDefaults, speechRequest } from './speech-request.js';
import { SpeechBody } from './speech-schema.js';

/** The route for one speaker; `maxBufferedAudioSec` bounds what an answer without streaming may keep in memory. */
export function speechRoute(speaker: Speaker, defaults: SpeechDefaults, maxBufferedAudioSec: number): Route {
  const description = {
    path: '/v1/audio/speech',
    summary: 'Speaks a text.',
    produces: ['audio/*', 'text/event-stream'],
    body: SpeechBody,
    speaks: true,
  };
  return postRoute(description, async (body, request) => {
    const asked = speechRequest(body, defaults);
    const speech = await speaker.speak(asked, request);
    if (body.stream_format === 'sse') return eventReply(asked, speech, request);
    if (!asked.streamed) return wholeReply(asked, speech, maxBufferedAudioSec);
    return { status: 200, headers: audioHeaders(asked, speech), body: speech.audio() };
  });
}

/** Headers of openai.md §4.1 that do not depend on how the audio is sent. */
function audioHeaders({ format, sampleRate: rate }: SpeechRequest, speech: Speech): Record<string, string> {
  const { contentType, extension } = formatEntry(format);
  const { queueMs, frontEndMs, firstMs } = speech.timing;
  return {
    'content-type': contentType,
    'content-disposition': `attachment; filename=speech.${extension}`,
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
    'x-openai-compatible': 'kokoro',
    'x-audio-format': format,
    'x-sample-rate': String(rate),
    'x-kokoro-model': speech.model,
    'x-kokoro-voice': speech.voice,
    'server-timing': `queue;dur=${queueMs.toFixed(1)}, frontend;dur=${frontEndMs.toFixed(1)}, first;dur=${firstMs.toFixed(1)}`,
  };
}

/** The same samples as the stream, with true sizes in the container and in the headers. */
async function wholeReply(asked: SpeechRequest, speech: Speech, maxAudioSec: number): Promise<Reply> {
  const parts: Uint8Array[] = [];
  const audio = speech.audio();
  let next = await audio.next();
  for (; !next.done; next = await audio.next()) {
    parts.push(next.value);
    // Thrown into the generator, so that the engine stops with it.
    if (speech.audioSec > maxAudioSec) await audio.throw(bufferedTooLong(speech.audioSec, maxAudioSec));
  }
  const body = wholeAnswer(parts, next.value.head, next.value.headReplaces);
  const headers = {
    ...audioHeaders(asked, speech),
    'x-audio-duration': (next.value.samples / sampleRate).toFixed(6),
    'x-audio-bytes': String(body.length),
  };
  return { status: 200, headers, body };
}

function eventReply(asked: SpeechRequest, speech: Speech, request: Request): Reply {
  return {
    status: 200,
    headers: { ...audioHeaders(asked, speech), 'content-type': 'text/event-stream; charset=utf-8' },
    body: keptAlive(speechEvents(speech, request)),
  };
}

/** OpenAI's events around the bytes; a failure is told as an event, because the status has left. */
async function* speechEvents(speech: Speech, request: Request): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of speech.audio()) {
      yield dataEvent({ type: 'speech.audio.delta', audio: Buffer.from(bytes).toString('base64') });
    }
  } catch (error) {
    if (request.signal.aborted) return;
    const failure =
      error instanceof SpeechError ? error : new SpeechError('INTERNAL', 'Internal error.', { cause: error });
    request.note({ outcome: failure.code });
    yield dataEvent({ type: 'error', error: openaiErrorObject(failure) });
    return;
  }
  const usage = {
    input_tokens: speech.phonemeTokens,
    output_tokens: speech.frames,
    total_tokens: speech.phonemeTokens + speech.frames,
  };
  yield dataEvent({ type: 'speech.audio.done', usage });
}
