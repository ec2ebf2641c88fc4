/** Short answers that tell clients what they have found: `/`, `/v1`, `/v1/test`. */
import { getRoute, jsonReply, type Route } from '../http/route.js';

const produces = ['application/json'];

/** The routes; `version` is the server's. `atRoot`: `/` tells it too. */
export function serverInfoRoutes(version: string, atRoot = true): Route[] {
  const info = {
    message: 'Kokoro OpenAI TTS Server',
    version,
    docs: '/v1/models',
    name: 'kokoro-native',
    documentation: '/docs',
  };
  return [
    ...(atRoot
      ? [getRoute({ path: '/', summary: 'Tells what this server is.', produces }, () => jsonReply(info))]
      : []),
    getRoute({ path: '/v1', summary: 'Tells what this server is.', produces }, () => jsonReply(info)),
    // wyoming_openai takes exactly this object as the sign of an API it knows.
    getRoute({ path: '/v1/test', summary: 'Answers that the API is there.', produces }, () =>
      jsonReply({ status: 'ok' }),
    ),
  ];
}
