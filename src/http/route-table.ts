import { SpeechError } from '../errors.js';
import { PathTable } from './path-table.js';
import type { Route } from './route.js';

export interface Match {
  readonly route: Route;
  /** The path element that `{id}` stands for, decoded. */
  readonly parameter: string;
}

/** Routes by path and method. */
export class RouteTable {
  readonly #paths = new PathTable<Route[]>();

  constructor(routes: readonly Route[]) {
    const byPath = new Map<string, Route[]>();
    for (const route of routes) {
      const alike = byPath.get(route.path);
      if (alike !== undefined) {
        alike.push(route);
        continue;
      }
      const first = [route];
      byPath.set(route.path, first);
      this.#paths.add(route.path, first);
    }
  }

  /**
   * The route of a request, whose path has no root path in front; HEAD finds GET's. Throws ROUTE_NOT_FOUND, or
   * MethodNotAllowed for a known path.
   */
  find(method: string, path: string): Match {
    const found = this.#paths.find(path);
    if (found === undefined) {
      throw new SpeechError('ROUTE_NOT_FOUND', `Not found: ${method} ${path.slice(0, 200)}. See /docs.`);
    }
    const wanted = method === 'HEAD' ? 'GET' : method;
    const route = found.value.find((candidate) => candidate.method === wanted);
    if (route === undefined) throw new MethodNotAllowed(method, found.value);
    return { route, parameter: found.parameter };
  }
}

/** A known path asked with another method. */
export class MethodNotAllowed extends SpeechError {
  /** Value of the `Allow` header. */
  readonly allow: string;

  constructor(method: string, routes: readonly Route[]) {
    const allowed = routes.flatMap((route) => (route.method === 'GET' ? ['GET', 'HEAD'] : [route.method]));
    const allow = [...allowed, 'OPTIONS'].join(', ');
    super('METHOD_NOT_ALLOWED', `Method ${method} is not allowed here. Allowed: ${allow}.`);
    this.allow = allow;
  }
}
