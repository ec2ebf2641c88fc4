/** POST /api/ws-token and /v1/ws-token: a token for the next WebSocket of the same client. */
import { jsonReply, type Route } from '../../http/route.js';
import type { WsTokens } from './ws-tokens.js';

/** Both routes. */
export function wsTokenRoutes(tokens: WsTokens): Route[] {
  return ['/api/ws-token', '/v1/ws-token'].map((path) => ({
    path,
    method: 'POST',
    summary: 'Gives a token that opens one WebSocket.',
    produces: ['application/json'],
    speaks: false,
    answer: (_json, { client, origin, key }) =>
      jsonReply({ ...tokens.issue({ client, origin }, key), token_type: 'ws', expires_in: tokens.lifeSec }),
  }));
}
