/** node bench/run.mjs [NAME…]: builds what the benchmarks need, then runs them one after the other. */
import { spawnSync } from 'node:child_process';

const names = ['decode', 'first-audio', 'start-up', 'memory', 'arithmetic'];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
  process.exit(2);
}

function run(program, args) {
  const { status } = spawnSync(program, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

run('npm', ['run', '--silent', 'setup']);
if (wanted.length === 0 || wanted.includes('decode')) {
  run(process.execPath, ['setup/build-bench.mjs']);
}
for (const name of wanted.length > 0 ? wanted : names) run(process.execPath, [`dist/bench/${name}.js`]);
