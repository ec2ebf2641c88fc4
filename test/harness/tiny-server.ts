/** The whole server in this process with the real addon and the tiny model: real bytes of every format. */
import { type Config, withDefaults } from '../../src/config/schema.js';
import type { AddonEngine } from '../../src/engine/native-engine.js';
import { Log } from '../../src/log.js';
import { assemble } from '../../src/main/assemble.js';
import type { Server } from '../../src/server.js';
import { tinyModelDir, tinyVoicesDir } from './assets.js';
import { FakeFrontEnd } from './fake-front-end.js';
import { openEngine } from './real-engine.js';

export interface TinyServer {
  readonly url: string;
  readonly server: Server;
  readonly engine: AddonEngine;
  /** Log lines, parsed. */
  readonly lines: Record<string, unknown>[];
  close(): void;
}

/** Starts a server on a free port. */
export async function startTinyServer(config: Partial<Config> = {}): Promise<TinyServer> {
  const engine = openEngine({ modelDir: tinyModelDir, voicesDir: config.voicesDir ?? tinyVoicesDir });
  await engine.ready;
  const lines: Record<string, unknown>[] = [];
  const server = assemble({
    config: withDefaults(config),
    version: '0.0.0-test',
    engine,
    frontEnd: new FakeFrontEnd(),
    tokenize: () => [],
    workers: 1,
    log: new Log({ level: 'debug', format: 'json', write: (line) => lines.push(JSON.parse(line)) }),
  });
  const port = await server.listen('127.0.0.1', 0);
  const close = (): void => {
    server.close();
    engine.close();
  };
  return { url: `http://127.0.0.1:${port}`, server, engine, lines, close };
}
