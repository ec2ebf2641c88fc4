import { afterEach } from '@jest/globals';
import { type Running, startServer } from './in-process-server.js';

/** Starts servers that are closed when the test is over, whatever became of it; to be called once, at the top of a file. */
export function shortLivedServers(): typeof startServer {
  const running: Running[] = [];
  afterEach(() => {
    for (const { server } of running.splice(0)) server.close();
  });
  return async (...options) => {
    const started = await startServer(...options);
    running.push(started);
    return started;
  };
}
