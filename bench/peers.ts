/**
 * Against the strongest peers on the same fp32 weights, in turns:
 *
 *   node dist/bench/peers.js --python DIR [--runs 5] [--only fastkokoro,kokoro-js] [--texts '1 word']   in turns
 *   node dist/bench/peers.js --python DIR --clients 16 [--runs 3]                       a crowd, ours and fastkokoro
 *   node dist/bench/peers.js --linear [--words 5000] [--runs 3]                         ours alone, long and short
 *
 * DIR is a folder of its own outside the tree; what is missing in it is installed from the package registries.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { alternate } from './peers/alternate.js';
import { crowds } from './peers/crowd.js';
import { startDriven } from './peers/driven-side.js';
import { startFastkokoro } from './peers/fastkokoro.js';
import { install, peerNames } from './peers/install.js';
import { linear } from './peers/linear.js';
import { startOurs } from './peers/our-side.js';
import type { Side } from './peers/side.js';
import { textsNamed } from './peers/texts.js';
import { record } from './record.js';

const { values } = parseArgs({
  options: {
    python: { type: 'string' },
    only: { type: 'string' },
    texts: { type: 'string' },
    clients: { type: 'string' },
    linear: { type: 'boolean', default: false },
    words: { type: 'string', default: '5000' },
    runs: { type: 'string' },
  },
});
const tier = `ours: tier ${process.env.KOKORO_TIER ?? 'auto'}`;
const sides: Side[] = [];

async function start(names: readonly string[]): Promise<void> {
  if (values.python === undefined)
    throw new Error('--python DIR: where the peers are, or shall be installed');
  const unknown = names.filter((name) => !peerNames.includes(name));
  if (unknown.length > 0)
    throw new Error(`no such peer: ${unknown.join(', ')}; there are ${peerNames.join(', ')}`);
  const dir = resolve(values.python);
  install(dir, names);
  sides.push(await startOurs());
  for (const name of names)
    sides.push(name === 'fastkokoro' ? await startFastkokoro(dir) : await startDriven(name, dir));
}

async function stop(): Promise<void> {
  for (const side of sides.splice(0)) await side.stop();
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void stop().finally(() => process.exit(1));
  });

try {
  if (values.linear) {
    const runs = Number(values.runs ?? 3);
    const ours = await startOurs();
    sides.push(ours);
    const rows = await linear(ours, Number(values.words), runs);
    record('peers-linear', `one text, streamed; medians of ${runs} before and ${runs} after; ${tier}`, rows);
  } else if (values.clients !== undefined) {
    const runs = Number(values.runs ?? 3);
    await start(['fastkokoro']);
    const rows = await crowds(sides, Number(values.clients), runs);
    record(
      'peers-load',
      `two sentences a client, all clients at once; medians of ${runs} rounds; ${tier}`,
      rows,
    );
  } else {
    const runs = Number(values.runs ?? 5);
    await start(values.only?.split(',') ?? peerNames);
    const rows = await alternate(sides, textsNamed(values.texts), runs);
    record('peers', `one question at a time, the sides in turn, medians of ${runs}; ${tier}`, rows);
  }
} finally {
  await stop();
}
