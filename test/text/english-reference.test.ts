import { expect, test } from '@jest/globals';
import { loadDictionary } from '../../src/text/en/dictionary.js';
import { English } from '../../src/text/en/english.js';
import { reference } from '../../src/text/en/switches.js';
import { loadTagger } from '../../src/text/en/tagger.js';
import { tokenize } from '../../src/text/en/tokenizer.js';
import type { Token } from '../../src/text/token.js';
import { dictionariesDir, phonemeErrorRate, referenceLines, referenceTokens } from './english-fixtures.js';

const spoken = (tokens: readonly Token[]) =>
  tokens.map(({ phonemes, whitespace }) => phonemes + whitespace).join('');

const variants = ['us', 'gb'] as const;
const testWithReference = referenceLines('us') === undefined ? test.skip : test;

testWithReference.each(variants)('the tokens of %s sentences are those of the reference', (variant) => {
  for (const { text, spacy } of referenceLines(variant) ?? [])
    expect(tokenize(text).map(({ text: token }) => token)).toEqual(spacy.map(([token]) => token));
});

testWithReference.each(variants)(
  'with the reference’s tokens and tags, %s says what the reference says',
  (variant) => {
    const dictionary = loadDictionary(dictionariesDir, variant);
    const english = new English({ dictionary, variant, tagger: loadTagger(), switches: reference });
    for (const line of referenceLines(variant) ?? []) {
      const said = spoken(english.pronounceTagged(referenceTokens(line), '❓'));
      expect([line.id, said]).toEqual([line.id, line.phonemes_nofallback ?? line.phonemes]);
    }
  },
);

testWithReference.each(variants)(
  'with its own tags, %s differs in at most half a percent of known words',
  (variant) => {
    const dictionary = loadDictionary(dictionariesDir, variant);
    const english = new English({ dictionary, variant, tagger: loadTagger() });
    const known = referenceLines(variant)?.filter(({ plain, fallback }) => plain && fallback.length === 0);
    const rate = phonemeErrorRate(
      (known ?? []).map(({ phonemes, text }) => [phonemes, spoken(english.pronounce(text))]),
    );
    expect(rate).toBeLessThanOrEqual(0.005);
  },
);
