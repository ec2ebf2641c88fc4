/** Over HTTP, one request at a time: time to first audio, time to the last, real-time factor. */
import { median, record, round } from './record.js';
import { BenchServer } from './server.js';
import { textNames, texts } from './texts.js';

const rounds = 7;
const server = await BenchServer.start([process.execPath, 'dist/src/main.js'], 18_881);
for (const name of textNames) await server.speak(texts[name]);

const rows = [];
for (const name of textNames) {
  const runs = [];
  for (let at = 0; at < rounds; at++) runs.push(await server.speak(texts[name]));
  const audioSec = median(runs.map((run) => run.audioSec));
  rows.push({
    text: name,
    audioSec: round(audioSec, 2),
    'first audio ms': round(median(runs.map((run) => run.firstMs)), 1),
    'whole ms': round(median(runs.map((run) => run.wholeMs)), 1),
    rtf: round(median(runs.map((run) => run.wholeMs)) / 1000 / audioSec),
  });
}
await server.stop();
record('first-audio', `medians of ${rounds} requests over HTTP, pcm, streamed`, rows);
