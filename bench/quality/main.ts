/**
 * The quality gate: node dist/bench/quality/main.js [--python FOLDER] [--sentences N] [--voices N] [PART…]
 * FOLDER is a virtual environment with speechmos, pesq, onnxruntime, tqdm, soxr, and pocketsphinx for the words.
 */
import { parseArgs } from 'node:util';
import { record } from '../record.js';
import { linesOf, sentences, voices } from './material.js';
import { judge } from './opinion.js';
import { paceRows } from './pace.js';
import { pitchRows } from './pitch.js';
import { speedRows } from './speeds.js';
import { tierRows } from './tiers.js';
import { aligner, wordRows } from './words.js';

const parts = ['tiers', 'words', 'pitch', 'speeds', 'pace'] as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: 'string' },
    sentences: { type: 'string', default: '20' },
    voices: { type: 'string', default: '4' },
  },
});
const unknown = positionals.filter((name) => !parts.some((part) => part === name));
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There are: ${parts.join(', ')}.`);
  process.exit(2);
}
const wants = (part: (typeof parts)[number]): boolean =>
  positionals.length === 0 || positionals.includes(part);
const texts = sentences.slice(0, Number(values.sentences));
const speakers = voices.slice(0, Number(values.voices));
const lines = linesOf(texts, speakers);
const size = `${texts.length} sentences × ${speakers.map(({ name }) => name).join(', ')}`;

if (wants('tiers')) {
  const rows = await tierRows(lines, judge(values.python));
  record('quality', `${size}; differences to the reference named; gains in MOS`, rows);
}
const forWords = wants('words') ? aligner(values.python) : undefined;
if (forWords !== undefined) {
  const rows = await wordRows(lines, forWords);
  record('quality-words', `${size}; word starts less those of pocketsphinx's forced alignment`, rows);
}
if (wants('pitch')) {
  const rows = await pitchRows(lines);
  record('quality-pitch', `${size}; semitones found less semitones asked for, medians of a sentence`, rows);
}
if (wants('speeds')) {
  const rows = await speedRows(lines);
  record('quality-speeds', `${size}; audible length × speed / length at speed 1`, rows);
}
const forPace = wants('pace') ? judge(values.python) : undefined;
if (forPace !== undefined) {
  const rows = await paceRows(lines, forPace);
  record('pace', `${size}; DNSMOS by speed and by the border between durations and stretcher`, rows);
}
