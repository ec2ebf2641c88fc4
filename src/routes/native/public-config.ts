/** GET /api/public-config: what a page must know before it has a key. */
import { getRoute, jsonReply, type Route } from '../../http/route.js';

export interface PublicFacts {
  readonly webUi: boolean;
  readonly asksForKeys: boolean;
}

/** The route. */
export function publicConfigRoute({ webUi, asksForKeys }: PublicFacts): Route {
  const description = {
    path: '/api/public-config',
    summary: 'Tells whether there is a page and whether a key is asked for.',
    produces: ['application/json'],
  };
  return getRoute(description, () =>
    jsonReply({
      web_ui_enabled: webUi,
      auth_required: asksForKeys,
      auth_scheme: asksForKeys ? 'bearer' : 'none',
      websocket_auth: asksForKeys ? 'session-token-subprotocol' : 'none',
    }),
  );
}
