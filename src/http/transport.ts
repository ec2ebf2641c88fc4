/** The listening socket and uWS's switches, some of which its typings do not know. */
import uws, {
  App,
  type HttpRequest,
  type HttpResponse,
  SSLApp,
  type TemplatedApp,
  us_listen_socket_close,
  us_socket_local_port,
} from 'uWebSockets.js';
import { ConnectionLimit, type ConnectionLimits } from './connection-limit.js';
import { attachSockets, type Doorkeeper } from './sockets.js';

export type Handler = (res: HttpResponse, req: HttpRequest) => void;

export interface Transport {
  /** The port that is really listened on. */
  readonly port: number;
  /** Refuses new connections; open ones go on. */
  stopListening(): void;
  /** Cuts every connection. */
  close(): void;
}

export interface ListenOptions {
  /** Files of the certificate chain and its key; HTTPS instead of HTTP. */
  readonly tls?: { readonly certFile: string; readonly keyFile: string } | undefined;
  /** Absent: any number. */
  readonly connections?: ConnectionLimits | undefined;
}

const unlimited: ConnectionLimits = {
  most: Number.POSITIVE_INFINITY,
  mostPerNetwork: 0,
  networkOf: (address) => address,
};

/** What uWS has at run time beyond its typings. */
interface Untyped {
  readonly LIBUS_LISTEN_EXCLUSIVE_PORT: number;
  _cfg(name: 'silent'): void;
}
interface ListensOnHost {
  listen(
    host: string,
    port: number,
    options: number,
    callback: (socket: Parameters<typeof us_listen_socket_close>[0] | false) => void,
  ): void;
}

/** Sends every request to `handler` that `keeper` does not take for a WebSocket. Resolves when listening; rejects when the port is taken or the address is not ours. */
export function listen(
  host: string,
  port: number,
  handler: Handler,
  keeper: Doorkeeper = () => undefined,
  options: ListenOptions = {},
): Promise<Transport> {
  // The border: these casts only add members that exist (20.51.4) and are missing in the typings.
  const untyped = uws as unknown as Untyped;
  untyped._cfg('silent'); // else every answer names the library
  const app = openApp(options);
  const limit = new ConnectionLimit(options.connections ?? unlimited);
  limit.watch(app);
  const stopClock = attachSockets(app, keeper, limit.socketEnded);
  app.any('/*', handler);
  return new Promise((resolve, reject) => {
    const onListen: Parameters<ListensOnHost['listen']>[3] = (socket) => {
      if (!socket) return reject(new Error(refusal(host, port)));
      limit.listens(us_socket_local_port(socket));
      resolve({
        port: us_socket_local_port(socket),
        stopListening: once(() => us_listen_socket_close(socket)),
        close: once(() => {
          stopClock();
          app.close();
        }),
      });
    };
    // Without the exclusive flag a second server on the port would get half of the connections.
    (app as unknown as ListensOnHost).listen(host, port, untyped.LIBUS_LISTEN_EXCLUSIVE_PORT, onListen);
  });
}

function openApp({ tls }: ListenOptions): TemplatedApp {
  if (tls === undefined) return App();
  try {
    return SSLApp({ cert_file_name: tls.certFile, key_file_name: tls.keyFile });
  } catch (error) {
    throw new Error(`The certificate ${tls.certFile} and the key ${tls.keyFile} cannot be used.`, {
      cause: error,
    });
  }
}

function refusal(host: string, port: number): string {
  const reason = "the port is taken, or the address is none of this machine's";
  return `Cannot listen on ${host}:${port}: ${reason}. Choose another with --port or --host.`;
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}
