import type { Config } from '../config.js';
import type { Engine } from '../engine/engine.js';
import type { Log } from '../log.js';
import type { Server } from '../server.js';

/** Drains and exits 0 on SIGTERM or SIGINT; a second one exits at once. A reader of our output that went away ends nothing. */
export function endOnSignal(server: Server, engine: Engine, config: Config, log: Log): void {
  process.on('SIGPIPE', () => {});
  let isEnding = false;
  const end = (signal: 'SIGTERM' | 'SIGINT'): void => {
    if (isEnding) process.exit(signal === 'SIGINT' ? 130 : 143);
    isEnding = true;
    log.info('draining', { signal, graceSec: config.shutdownGraceSec });
    void server.drain(config.drainDelaySec, config.shutdownGraceSec).then(() => {
      engine.close();
      log.info('stopped');
      process.exit(0);
    });
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
