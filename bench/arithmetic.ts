/** The small things between text and model, with tinybench: tokens of a sentence, segments of a sentence and a paragraph. */
import { join } from 'node:path';
import { Bench } from 'tinybench';
import { projectRoot } from '../src/config.js';
import { loadAddon } from '../src/engine/addon.js';
import { createFrontEnd } from '../src/text/front-end.js';
import { cacheDir } from './cases.js';
import { record, round } from './record.js';
import { texts } from './texts.js';

const addon = loadAddon(projectRoot);
const frontEnd = createFrontEnd({ dictionariesDir: join(cacheDir, 'dictionaries') });
const spoken = (text: string): number => [...frontEnd.spans({ text, language: 'en-us' })].length;
const phonemes = 'ðə ˈOld lˈIthWs kˌipəɹ slˈOli klˈImd ðə nˈɛɹO wˈIndɪŋ stˈɛɹz.';

const bench = new Bench({ time: 1000, warmupTime: 300, throws: true });
bench
  .add('tokens of a sentence, in the addon', () => addon.tokenize(phonemes))
  .add('front end, 10 words', () => spoken(texts['10 words']))
  .add('front end, 100 words', () => spoken(texts['100 words']));
await bench.run();
record(
  'arithmetic',
  'tinybench, one second each',
  bench.tasks.map(({ name, result }) => {
    if (!('latency' in result)) throw new Error(`${name} gave no figures`);
    const { p50, p99 } = result.latency;
    return { task: name, 'p50 us': round(1000 * p50, 1), 'p99 us': round(1000 * p99, 1) };
  }),
);
