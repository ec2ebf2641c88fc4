/** How soon a second start listens, and how soon it speaks. */
import { median, record, round } from './record.js';
import { BenchServer } from './server.js';

const rounds = 3;
const commands = {
  'npm start': ['npm', 'start', '--silent'],
  server: [process.execPath, 'dist/src/main.js'],
};

const rows = [];
for (const [name, command] of Object.entries(commands)) {
  const listening: number[] = [];
  const ready: number[] = [];
  for (let at = 0; at < rounds; at++) {
    const server = await BenchServer.start(command, 18_882);
    listening.push(server.sinceStart('listening'));
    ready.push(server.sinceStart('ready'));
    await server.stop();
  }
  rows.push({
    command: name,
    'listening ms': round(median(listening), 0),
    'ready ms': round(median(ready), 0),
  });
}
record('start-up', `medians of ${rounds} starts, everything set up, files in the page cache`, rows);
