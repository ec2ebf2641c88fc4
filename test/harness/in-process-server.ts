/** The whole server in this process, on a real socket, with the fake engine and front end. */
import { readFileSync } from 'node:fs';
import { type Config, withDefaults } from '../../src/config/schema.js';
import { Log } from '../../src/log.js';
import { assemble } from '../../src/main/assemble.js';
import type { Server } from '../../src/server.js';
import type { InspectableFrontEnd } from '../../src/text/inspect.js';
import { FakeEngine, type FakeOptions } from './fake-engine.js';
import { FakeFrontEnd } from './fake-front-end.js';

export interface Running {
  readonly url: string;
  readonly port: number;
  readonly server: Server;
  readonly engine: FakeEngine;
  readonly frontEnd: FakeFrontEnd;
  /** Log lines, parsed. */
  readonly lines: Record<string, unknown>[];
}

/** Token of each symbol, as the model's own configuration has it. */
const vocabulary: Readonly<Record<string, number>> = JSON.parse(
  readFileSync(new URL('../fixtures/model/vocab.json', import.meta.url), 'utf8'),
);

/** Starts a server on a free port; `reader` takes the fake front end's place. */
export async function startServer(
  config: Partial<Config> = {},
  engineOptions: FakeOptions = {},
  reader?: InspectableFrontEnd,
): Promise<Running> {
  const engine = new FakeEngine(engineOptions);
  const frontEnd = new FakeFrontEnd();
  const lines: Record<string, unknown>[] = [];
  const log = new Log({ level: 'debug', format: 'json', write: (line) => lines.push(JSON.parse(line)) });
  const server = assemble({
    config: withDefaults({ allowedHosts: ['*'], audioCacheMb: 0, ...config }), // raw requests call us by any name
    version: '0.0.0-test',
    engine,
    frontEnd: reader ?? frontEnd,
    tokenize: (phonemes) => [...phonemes].flatMap((symbol) => vocabulary[symbol] ?? []),
    workers: 2,
    log,
  });
  const port = await server.listen('127.0.0.1', 0);
  return { url: `http://127.0.0.1:${port}`, port, server, engine, frontEnd, lines };
}

/** Posts JSON to the speech route. */
export function speak(url: string, body: object, init: RequestInit = {}): Promise<Response> {
  return fetch(`${url}/v1/audio/speech`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...init,
  });
}
