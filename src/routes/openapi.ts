/** GET /openapi.json: a description of the API made from the routes themselves. */
import { type TSchema, Type } from 'typebox';
import { getRoute, jsonReply, type Route } from '../http/route.js';

/** What the document says of the API as a whole. */
export interface ApiFacts {
  readonly title: string;
  readonly version: string;
  readonly description: string;
}

/** The route that describes `routes` and itself. */
export function openapiRoute(facts: ApiFacts, routes: readonly Route[]): Route {
  const description = {
    path: '/openapi.json',
    summary: 'Describes this API.',
    produces: ['application/json'],
  };
  const self = getRoute(description, () => jsonReply(openapi(facts, [...routes, self])));
  return self;
}

/** The OpenAPI 3.1 document of some routes. */
export function openapi({ title, version, description }: ApiFacts, routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const operations = paths[route.path] ?? {};
    operations[route.method.toLowerCase()] = operation(route);
    paths[route.path] = operations;
  }
  return {
    openapi: '3.1.0',
    info: { title, version, description },
    paths,
    components: { schemas: { Failure: failure } },
  };
}

function operation(route: Route): object {
  const parameter = /\{(\w+)\}$/.exec(route.path)?.[1];
  return {
    summary: route.summary,
    ...(parameter && {
      parameters: [{ name: parameter, in: 'path', required: true, schema: { type: 'string' } }],
    }),
    ...(route.body && {
      requestBody: { required: true, content: { 'application/json': { schema: asked(route.body) } } },
    }),
    responses: {
      200: { description: 'Success', content: Object.fromEntries(route.produces.map((type) => [type, {}])) },
      default: {
        description: 'Failure',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } },
      },
    },
  };
}

/** The schema as a client sees it: what has a default need not be sent. */
function asked(schema: TSchema): object {
  if (!Type.IsObject(schema)) return schema;
  const required = schema.required.filter((name) => !Object.hasOwn(schema.properties[name] ?? {}, 'default'));
  return { ...schema, required };
}

const nullableString = { type: ['string', 'null'] };
const failure = {
  type: 'object',
  required: ['error', 'detail', 'request_id'],
  properties: {
    error: {
      type: 'object',
      required: ['message', 'type', 'param', 'code'],
      properties: {
        message: { type: 'string' },
        type: { type: 'string' },
        param: nullableString,
        code: nullableString,
      },
    },
    detail: {},
    request_id: { type: 'string' },
  },
};
