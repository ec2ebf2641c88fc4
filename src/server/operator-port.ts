/** Metrics and probes on a port of their own. It asks for no key: it is for the operator's network only. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Metrics } from '../metrics/metrics.js';
import { livenessReply, readinessReply, type Vitals } from '../routes/health.js';

/** What is looked at: the same as on the main port. */
export interface Operated {
  readonly metrics: Metrics;
  readonly vitals: Vitals;
}

export class OperatorPort {
  readonly #http = createServer((request, response) => void this.#answer(request, response));

  constructor(private readonly operated: Operated) {}

  /** Resolves with the port listened on. Rejects when it is taken. The port keeps no process alive. */
  async listen(host: string, port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#http.once('error', reject);
      this.#http.listen(port, host, resolve);
    });
    this.#http.unref();
    const address = this.#http.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  }

  close(): void {
    this.#http.close();
  }

  async #answer({ method, url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { metrics, vitals } = this.operated;
    if (method !== 'GET' && method !== 'HEAD') return send(response, 405, 'text/plain', '');
    switch (url.split('?')[0]) {
      case '/metrics':
        return send(response, 200, metrics.contentType, await metrics.text());
      case '/livez':
        return sendProbe(response, livenessReply(vitals));
      case '/readyz':
        return sendProbe(response, readinessReply(vitals));
      default:
        return send(response, 404, 'text/plain', 'Not found');
    }
  }
}

function sendProbe(response: ServerResponse, { status, body }: ReturnType<typeof livenessReply>): void {
  send(response, status, 'application/json', JSON.stringify(body));
}

function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body);
}
