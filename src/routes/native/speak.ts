/** POST /api/speak: one text, one file. */
import { postRoute, type Reply, type Route } from '../../http/route.js';
import { captions } from '../../speech/captions.js';
import type { Speaker } from '../../speech/speaker.js';
import type { Speech } from '../../speech/speech.js';
import type { SpeechRequest } from '../../speech/speech-request.js';
import { type WholeSpeech, wholeSpeech } from '../../speech/whole-speech.js';
import { multipartReply } from './multipart.js';
import { type NativeDefaults, type NativeEncoding, nativeRequest, SpeakBody } from './native-fields.js';
import { mediaType, outputFile } from './native-media.js';

/** The route; `maxBufferedAudioSec` bounds what an answer may keep in memory. */
export function speakRoute(speaker: Speaker, defaults: NativeDefaults, maxBufferedAudioSec: number): Route {
  const description = {
    path: '/api/speak',
    summary: 'Speaks a text into one file.',
    produces: ['audio/*', 'multipart/mixed'],
    body: SpeakBody,
    speaks: true,
  };
  return postRoute(description, async (body, request) => {
    const { asked, encoding } = nativeRequest(body, defaults);
    const speech = await speaker.speak(asked, request);
    const whole = await wholeSpeech(speech, maxBufferedAudioSec);
    const headers = audioHeaders(asked, encoding, speech, whole);
    const audio: Reply = { status: 200, headers, body: whole.bytes };
    if (body.captions === 'none' || !body.multipart) return audio;
    const words = whole.parts.flatMap((part) => part.words);
    return multipartReply(audio, captions(words, body.text, body.captions), body.captions);
  });
}

function audioHeaders(
  { sampleRate: rate }: SpeechRequest,
  { format, opusBitrate }: NativeEncoding,
  { timing: { queueMs, frontEndMs, firstMs } }: Speech,
  { bytes, audioSec }: WholeSpeech,
): Record<string, string> {
  return {
    'content-type': mediaType(format),
    'content-disposition': `inline; filename="${outputFile(format)}"`,
    'cache-control': 'no-cache',
    'x-audio-format': format,
    'x-audio-bytes': String(bytes.length),
    'x-sample-rate': String(rate),
    'x-audio-duration': audioSec.toFixed(6),
    'x-opus-bitrate': opusBitrate ?? '',
    'x-wav-sample-rate': format === 'wav' ? String(rate) : '',
    'server-timing': `queue;dur=${queueMs.toFixed(1)}, frontend;dur=${frontEndMs.toFixed(1)}, first;dur=${firstMs.toFixed(1)}`,
  };
}
