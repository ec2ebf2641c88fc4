/** How speech is answered on every route that gives a whole text's audio: streamed, whole, or as events. */
import { formatEntry } from '../audio/format.js';
import { keptAlive } from '../audio/server-sent-events.js';
import type { Reply, Request } from '../http/route.js';
import type { Speech } from '../speech/speech.js';
import type { SpeechRequest } from '../speech/speech-request.js';
import { type SpeechEvents, watched } from '../speech/watched-events.js';
import { wholeSpeech } from '../speech/whole-speech.js';
import { type Link, type LinkMakers, type LinkWish, openLink } from './download-link.js';
import { speechEvents, type Timestamps } from './speech-events.js';
import { speakerOf } from './time-entries.js';

export interface ReplyWish {
  readonly asEvents: boolean;
  readonly timestamps: Timestamps;
  /** Undefined: nobody asked for a file beside the answer. */
  readonly link: LinkWish | undefined;
}

/** What is being answered. */
interface Answer {
  readonly asked: SpeechRequest;
  readonly speech: Speech;
  readonly link: Link;
  readonly events: SpeechEvents;
}

/** Speaks and answers. Rejects with SpeechError before the first byte. */
export async function speechReply(
  makers: LinkMakers,
  asked: SpeechRequest,
  wish: ReplyWish,
  request: Request,
): Promise<Reply> {
  const speech = await makers.speaker.speak(asked, request);
  const link = wish.link === undefined ? noLink : await openLink(makers, asked, wish.link, request);
  const spoken = speech.events();
  const events = link.recording === undefined ? spoken : watched(spoken, link.recording);
  const answer = { asked, speech, link, events };
  const headers = audioHeaders(answer);
  if (wish.asEvents) {
    const times = { timestamps: wish.timestamps, speaker: speakerOf(asked) };
    const body = keptAlive(speechEvents(speech, events, times, request));
    return { status: 200, headers: { ...headers, 'content-type': 'text/event-stream; charset=utf-8' }, body };
  }
  if (!asked.streamed) return wholeReply(answer, makers.maxBufferedAudioSec);
  return { status: 200, headers, body: bytesOf(events) };
}

const noLink: Link = { headers: {}, recording: undefined };

async function* bytesOf(events: SpeechEvents): AsyncGenerator<Uint8Array> {
  for await (const event of events) if (event.kind === 'audio') yield event.bytes;
}

/** Headers of openai.md §4.1 that do not depend on how the audio is sent. */
export function audioHeaders({
  asked,
  speech,
  link,
}: Pick<Answer, 'asked' | 'speech' | 'link'>): Record<string, string> {
  const { contentType, extension, name } = formatEntry(asked.format);
  const { queueMs, frontEndMs, firstMs } = speech.timing;
  return {
    'content-type': contentType,
    'content-disposition': `attachment; filename=speech.${extension}`,
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
    'x-openai-compatible': 'kokoro',
    'x-audio-format': name,
    'x-sample-rate': String(asked.sampleRate),
    'x-kokoro-model': speech.model,
    'x-kokoro-voice': speech.voice,
    'server-timing': `queue;dur=${queueMs.toFixed(1)}, frontend;dur=${frontEndMs.toFixed(1)}, first;dur=${firstMs.toFixed(1)}`,
    ...link.headers,
  };
}

/** The same samples as the stream, with true sizes in the container and in the headers. */
async function wholeReply(answer: Answer, maxAudioSec: number): Promise<Reply> {
  const { bytes, audioSec } = await wholeSpeech(answer.speech, maxAudioSec, answer.events);
  await answer.link.recording?.whole(bytes);
  const headers = {
    ...audioHeaders(answer),
    'x-audio-duration': audioSec.toFixed(6),
    'x-audio-bytes': String(bytes.length),
  };
  return { status: 200, headers, body: bytes };
}
