/** Resident memory of the server: idle, after a hundred sentences one by one, after ten at once, after a long text. */
import { record } from './record.js';
import { BenchServer } from './server.js';
import { texts } from './texts.js';

const server = await BenchServer.start([process.execPath, 'dist/src/main.js'], 18_883);
const rows = [{ after: 'ready', ...server.memory() }];
await server.speak(texts['10 words']);
rows.push({ after: '1 sentence', ...server.memory() });
for (let at = 1; at < 20; at++) await server.speak(texts['10 words']);
rows.push({ after: '20 sentences', ...server.memory() });
for (let at = 20; at < 100; at++) await server.speak(texts['10 words']);
rows.push({ after: '100 sentences', ...server.memory() });
await Promise.all(Array.from({ length: 10 }, () => server.speak(texts['10 words'])));
rows.push({ after: '10 sentences at once', ...server.memory() });
await server.speak(texts['100 words'].repeat(10));
rows.push({ after: '1000 words', ...server.memory() });
await server.stop();
record('memory', 'resident MB of the whole process', rows);
