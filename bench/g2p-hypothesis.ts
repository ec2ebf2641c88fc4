/**
 * npx tsc -p . && node dist/bench/g2p-hypothesis.js MODE REFERENCE.jsonl HYPOTHESIS.jsonl
 *
 * Speaks the lines of the reference data, for the scorer beside them. MODE: `reference` (the port alone, with the
 * reference's tokens and tags; score with --key phonemes_nofallback), `g2p` (own tokens, tags and unknown words, no
 * normaliser) or `front-end` (everything a client gets).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { loadDictionary } from '../src/text/en/dictionary.js';
import { English } from '../src/text/en/english.js';
import { loadHomographs } from '../src/text/en/homographs.js';
import { departures, reference } from '../src/text/en/switches.js';
import { loadTagger } from '../src/text/en/tagger.js';
import type { Variant } from '../src/text/en/tagger-interface.js';
import { loadUnknownWordModel } from '../src/text/en/unknown-model.js';
import { createFrontEnd } from '../src/text/front-end.js';
import { dictionariesDir, type ReferenceLine, referenceTokens } from '../test/text/english-fixtures.js';

const [mode = '', input = '', output = ''] = process.argv.slice(2);

function english(variant: Variant): English {
  return new English({
    dictionary: loadDictionary(dictionariesDir, variant),
    variant,
    tagger: loadTagger(),
    homographs: loadHomographs(variant),
    unknownWords: loadUnknownWordModel(),
    switches: mode === 'reference' ? reference : departures,
  });
}

function speaker(variant: Variant): (line: ReferenceLine) => string {
  if (mode === 'front-end') {
    const frontEnd = createFrontEnd({ dictionariesDir });
    const language = variant === 'us' ? 'en-us' : 'en-gb';
    return ({ text }) =>
      Array.from(frontEnd.spans({ text, language }), (span) =>
        span.kind === 'segment' ? span.phonemes : '',
      ).join(' ');
  }
  const g2p = english(variant);
  return (line) => {
    const tokens =
      mode === 'reference' ? g2p.pronounceTagged(referenceTokens(line), '❓') : g2p.pronounce(line.text);
    return tokens.map(({ phonemes, whitespace }) => phonemes + whitespace).join('');
  };
}

if (!['reference', 'g2p', 'front-end'].includes(mode) || output === '') {
  console.error('Usage: g2p-hypothesis reference|g2p|front-end REFERENCE.jsonl HYPOTHESIS.jsonl');
  process.exitCode = 2;
} else {
  const lines = readFileSync(input, 'utf8').trim().split('\n');
  const speak = speaker(lines[0]?.includes('"en-gb"') === true ? 'gb' : 'us');
  const rows = lines.map((line) => {
    const parsed: ReferenceLine = JSON.parse(line);
    return JSON.stringify({ id: parsed.id, phonemes: speak(parsed) });
  });
  writeFileSync(output, `${rows.join('\n')}\n`);
}
