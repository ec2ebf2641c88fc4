/** The benchmark's texts as the model is given them: phonemes by our front end, tokens, one row of a voice. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, configure, projectRoot } from '../src/config.js';
import { loadAddon } from '../src/engine/addon.js';
import { createFrontEnd } from '../src/text/front-end.js';
import { type TextName, texts } from './texts.js';

const { config } = configure([]);
export const cacheDir = cacheDirectory(config);
const timbreRow = 120;

/** Segments of a text as lines for decode_bench: NAME, 256 style numbers, tokens with both pads. */
export function caseLines(name: TextName): string[] {
  const addon = loadAddon(projectRoot);
  const frontEnd = createFrontEnd({ dictionariesDir: join(cacheDir, 'dictionaries') });
  const lines: string[] = [];
  for (const span of frontEnd.spans({ text: texts[name], language: 'en-us', firstSegmentTokens: 40 })) {
    if (span.kind !== 'segment') continue;
    const tokens = [...addon.tokenize(span.phonemes).tokens];
    lines.push([name.replaceAll(' ', '_'), ...style(tokens.length - 1), 0, ...tokens, 0].join(' '));
  }
  return lines;
}

function style(prosodyRow: number): number[] {
  const bytes = readFileSync(join(cacheDir, 'voices', 'af_heart.bin'));
  const pack = new Float32Array(new Uint8Array(bytes).buffer);
  const half = (row: number, from: number): number[] => [
    ...pack.subarray(row * 256 + from, row * 256 + from + 128),
  ];
  return [...half(timbreRow, 0), ...half(prosodyRow, 128)];
}
