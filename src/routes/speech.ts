/** POST /v1/audio/speech: text in, audio out, sent while the rest is still being synthesised. */
import { postRoute, type Route } from '../http/route.js';
import type { LinkMakers } from './download-link.js';
import { speechReply } from './speech-reply.js';
import { replyWish, type SpeechDefaults, speechRequest } from './speech-request.js';
import { SpeechBody } from './speech-schema.js';

/** The route; `maxBufferedAudioSec` of the makers bounds what an answer without streaming may keep in memory. */
export function speechRoute(makers: LinkMakers, defaults: SpeechDefaults): Route {
  const description = {
    path: '/v1/audio/speech',
    summary: 'Speaks a text.',
    produces: ['audio/*', 'text/event-stream'],
    body: SpeechBody,
    speaks: true,
  };
  return postRoute(description, (body, request) => {
    const asked = speechRequest(body, defaults);
    return speechReply(makers, asked, replyWish(body, asked, defaults), request);
  });
}
