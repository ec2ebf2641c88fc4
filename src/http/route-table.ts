import { SpeechError } from '../errors.js';
import type { Route } from './route.js';

export interface Match {
  readonly route: Route;
  /** The last path element of a route that ends in `{id}`, decoded. */
  readonly parameter: string;
}

/** Routes by path and method. Paths match exactly, but for one slash at the end. */
export class RouteTable {
  readonly #paths = new Map<string, Route[]>();
  readonly #root: string;

  /** Paths below `root` are answered as if it were not there. */
  constructor(routes: readonly Route[], root = '') {
    this.#root = root.replace(/\/$/, '');
    for (const route of routes) {
      const alike = this.#paths.get(route.path);
      if (alike === undefined) this.#paths.set(route.path, [route]);
      else alike.push(route);
    }
  }

  /** The route of a request; HEAD finds GET's. Throws ROUTE_NOT_FOUND, or MethodNotAllowed for a known path. */
  find(method: string, path: string): Match {
    const { routes, parameter } = this.#at(path);
    if (routes === undefined) {
      throw new SpeechError('ROUTE_NOT_FOUND', `Not found: ${method} ${path.slice(0, 200)}. See /docs.`);
    }
    const wanted = method === 'HEAD' ? 'GET' : method;
    const route = routes.find((candidate) => candidate.method === wanted);
    if (route === undefined) throw new MethodNotAllowed(method, routes);
    return { route, parameter };
  }

  #at(path: string): { routes: Route[] | undefined; parameter: string } {
    const plain = this.#plain(path);
    const exact = this.#paths.get(plain);
    if (exact !== undefined) return { routes: exact, parameter: '' };
    const cut = plain.lastIndexOf('/') + 1;
    const parameter = decoded(plain.slice(cut));
    return {
      routes: parameter === '' ? undefined : this.#paths.get(`${plain.slice(0, cut)}{id}`),
      parameter,
    };
  }

  #plain(path: string): string {
    const below = `${path}/`.startsWith(`${this.#root}/`) ? path.slice(this.#root.length) || '/' : path;
    return below.length > 1 && below.endsWith('/') ? below.slice(0, -1) : below;
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

/** A path element without percent-encoding; empty for one that is broken. */
function decoded(element: string): string {
  try {
    return decodeURIComponent(element);
  } catch {
    return '';
  }
}
