/** GET /v1/models and /v1/models/{id}. */

import { openaiErrorObject } from '../dialects/openai.js';
import { isAcceptedModel, listedModels, type ModelListing, modelEntry } from '../dialects/openai-models.js';
import { SpeechError } from '../errors.js';
import { getRoute, jsonReply, type Route } from '../http/route.js';

const produces = ['application/json'];

/** Both routes; `aliases` are the operator's further model ids. */
export function modelRoutes(aliases: readonly string[], listing: ModelListing): Route[] {
  return [
    getRoute({ path: '/v1/models', summary: 'Lists the models.', produces }, () =>
      jsonReply({ object: 'list', data: listedModels(listing) }),
    ),
    getRoute({ path: '/v1/models/{id}', summary: 'Describes a model.', produces }, ({ parameter, id }) => {
      if (isAcceptedModel(parameter, aliases)) return jsonReply(modelEntry(parameter, listing.ownedBy));
      return jsonReply(unknownModel(parameter, id), 404);
    }),
  ];
}

/** The one place where a missing model is 404: there it is the resource that was asked for. */
function unknownModel(model: string, requestId: string): object {
  const error = new SpeechError('MODEL_NOT_FOUND', `The model '${model}' does not exist.`);
  return {
    error: openaiErrorObject(error),
    detail: {
      error: 'model_not_found',
      message: `Model '${model}' not found`,
      type: 'invalid_request_error',
    },
    request_id: requestId,
  };
}
