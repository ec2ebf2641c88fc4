/** POST /dev/captioned_speech: speech with the times of its words, line by line or as a whole. */
import { Type } from 'typebox';
import { postRoute, type Reply, type Route } from '../../http/route.js';
import { watched } from '../../speech/watched-events.js';
import { wholeSpeech } from '../../speech/whole-speech.js';
import { type LinkMakers, openLink } from '../download-link.js';
import { nullable } from '../nullable.js';
import { audioHeaders } from '../speech-reply.js';
import { replyWish, type SpeechDefaults, speechRequest } from '../speech-request.js';
import { SpeechBody } from '../speech-schema.js';
import { captionedLines } from './captioned-lines.js';
import { CaptionedScript } from './captioned-script.js';

const { stream_format: _events, ...speechFields } = SpeechBody.properties;

/** Body of POST /dev/captioned_speech. */
const CaptionedBody = Type.Object({
  ...speechFields,
  model: nullable(Type.String({ description: 'Accepted; has no effect.' })),
  return_timestamps: Type.Boolean({ default: true, description: 'false: the audio alone.' }),
  timestamp_punctuation: Type.Enum(['separate', 'attach', 'drop'], {
    default: 'separate',
    description: 'Whether marks have entries of their own, stand behind their word, or are left out.',
  }),
  timestamp_text: Type.Enum(['normalized', 'original'], {
    default: 'normalized',
    description: 'Words as spoken, or as written in the request.',
  }),
  timestamps: Type.Enum(['word', 'phoneme'], {
    default: 'word',
    description: 'phoneme: phonemes beside the words.',
  }),
  captions: Type.Enum(['none', 'srt', 'vtt'], { default: 'none', description: 'Captions of the whole.' }),
});

/** The route. */
export function captionedSpeechRoute(makers: LinkMakers, defaults: SpeechDefaults): Route {
  const description = {
    path: '/dev/captioned_speech',
    summary: 'Speaks a text and tells when each word is heard.',
    produces: ['application/json', 'application/x-ndjson'],
    body: CaptionedBody,
    speaks: true,
  };
  return postRoute(description, async (body, request) => {
    const { model: _, ...plain } = body;
    const asked = speechRequest(plain, defaults);
    const speech = await makers.speaker.speak(asked, request);
    const wish = replyWish(plain, asked, defaults).link;
    const link =
      wish === undefined
        ? { headers: {}, recording: undefined }
        : await openLink(makers, asked, wish, request);
    const spoken = speech.events();
    const script = new CaptionedScript(body, asked, request.query.get('words') === '1');
    const events = watched(link.recording === undefined ? spoken : watched(spoken, link.recording), script);
    const prefersLines = request.conditions.accept.includes('application/x-ndjson');
    const headers = {
      ...audioHeaders({ asked, speech, link }),
      'content-type': asked.streamed && prefersLines ? 'application/x-ndjson' : 'application/json',
      'content-disposition': 'inline',
    };
    if (asked.streamed) return { status: 200, headers, body: captionedLines(events, script, request) };
    const { bytes, audioSec } = await wholeSpeech(speech, makers.maxBufferedAudioSec, events);
    await link.recording?.whole(bytes);
    return { status: 200, headers, body: JSON.stringify(script.whole(bytes, audioSec)) } satisfies Reply;
  });
}
