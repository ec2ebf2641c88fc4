/** GET /api/v1/audio/models: kokoro-web's quantisations, all of them answered by the loaded weights. */
import { webModels } from '../../dialects/kokoro-web-models.js';
import { getRoute, jsonReply, type Route } from '../../http/route.js';

/** The list; `isLoaded` tells whether a model can speak. */
export function webModelsRoute(isLoaded: () => boolean): Route {
  return getRoute(
    { path: '/api/v1/audio/models', summary: 'Lists the models.', produces: ['application/json'] },
    () => jsonReply(webModels.map((model) => ({ ...model, loaded: isLoaded() }))),
  );
}
