/** Our own server as one of the sides. What is set in the environment holds for it, KOKORO_TIER for instance. */
import { BenchServer } from '../server.js';
import { freePort } from './free-port.js';
import { askForPcm } from './pcm-answer.js';
import { ourName, type Side } from './side.js';

export async function startOurs(): Promise<Side> {
  // Nobody is turned away: the comparison is about speed, and the peers have no limit.
  process.env.KOKORO_SYNTH_QUEUE ??= '-1';
  process.env.KOKORO_QUEUE_MAX_WAIT_SEC ??= '0';
  const server = await BenchServer.start([process.execPath, 'dist/src/main.js'], await freePort());
  const { pid } = server.child;
  if (pid === undefined) throw new Error('the server did not start');
  return {
    name: ourName,
    pid,
    speak: (text) => askForPcm(`http://127.0.0.1:${server.port}`, text, { model: 'kokoro' }),
    stop: () => server.stop(),
  };
}
