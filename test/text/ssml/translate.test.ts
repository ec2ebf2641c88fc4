/** SSML to text with inline tags: the peer's vectors, and what they leave out. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toSource } from '../../../src/text/spans.js';
import { MarkupError } from '../../../src/text/ssml/markup-error.js';
import { isSsml, type SsmlOptions, translateSsml } from '../../../src/text/ssml/translate.js';

const options: SsmlOptions = {
  voice: 'af_bella',
  extended: false,
  maxDepth: 10,
  maxPauseSec: 60,
  peerFault: false,
};
const translated = (text: string, more: Partial<SsmlOptions> = {}): string =>
  translateSsml(text, { ...options, ...more }).text;
const inside = (text: string, more: Partial<SsmlOptions> = {}): string =>
  translated(`<speak>${text}</speak>`, more);

type Outcome = string | { readonly error: string };
const golden: { ssml: string; tagged: Outcome; gated: Outcome }[] = JSON.parse(
  readFileSync('test/fixtures/golden/kokoro-fastapi.ssml.json', 'utf8'),
);

/** The translation, or what is wrong in the form of the fixture. */
function outcome(ssml: string, more: Partial<SsmlOptions>): Outcome {
  try {
    return translated(ssml, more);
  } catch (error) {
    return { error: `ParseError: ${error instanceof Error ? error.message : ''}` };
  }
}

describe('the peer’s vectors', () => {
  test.each(golden)('hold with a voice and without: $ssml', ({ ssml, tagged, gated }) => {
    expect(outcome(ssml, { peerFault: true })).toEqual(tagged);
    expect(outcome(ssml, { peerFault: true, voice: '' })).toEqual(gated);
  });
});

test.each([
  ['<speak>', true],
  [' \n<speak\n>', true],
  ['<speak/>', true],
  ['<?xml version="1.0"?><!-- a --> <!-- b --><speak xmlns="u">', true],
  ['<!-- <speak> --> text', false],
  ['<!-- <speak>', false],
  ['<Speak>x</Speak>', false],
  ['a <speak>', false],
])('%j is SSML: %s', (text, expected) => {
  expect(isSsml(text)).toBe(expected);
});

test.each([
  ['+20%', '[rate:1.2] a [rate:1.0]'],
  ['-20%', '[rate:0.8] a [rate:1.0]'],
  [' X-Slow ', '[rate:0.5] a [rate:1.0]'],
  ['.5', '[rate:0.5] a [rate:1.0]'],
  ['medium', 'a'],
  ['brisk', 'a'],
])('a rate of %j is spoken as %j', (rate, expected) => {
  expect(inside(`<prosody rate="${rate}">a</prosody>`)).toBe(expected);
});

test.each([
  ['time="0ms"', 'ab'],
  ['time="1"', 'a [pause:0.5s] b'],
  ['time="1" strength="x-weak"', 'ab'],
  ['time="-1s"', 'a [pause:0.5s] b'],
  ['time="333.3333333ms"', 'a [pause:0.333333s] b'],
  ['strength="huge"', 'a [pause:0.5s] b'],
  ['strength="constructor"', 'a [pause:0.5s] b'],
])('a break with %s gives %j', (attributes, expected) => {
  expect(inside(`a<break ${attributes}/>b`)).toBe(expected);
});

test('a break is no longer than the server allows', () => {
  expect(inside('a<break time="9s"/>', { maxPauseSec: 2.5 })).toBe('a [pause:2.5s]');
});

test('comments, instructions and character data are read as XML has it', () => {
  expect(inside('a<!-- [pause:1s] -->b <?pi x?>c <![CDATA[<d> & ]]>&amp;&#101;')).toBe('ab c <d> & &e');
});

test('prefixes are left off, unknown elements keep their text', () => {
  expect(inside('<m:style xmlns:m="u">a<m:break time="1s"/></m:style><w role="r">b</w>')).toBe(
    'a [pause:1.0s] b',
  );
});

test('what an inline pronunciation cannot hold is spoken as text', () => {
  expect(
    inside('<phoneme ph="a/)b">x</phoneme> <phoneme ph="b">[y]</phoneme> <phoneme ph="">z</phoneme>'),
  ).toBe('x [y] z');
});

test('a voice name cannot smuggle tags', () => {
  expect(() => inside('<voice name="a] [voice:b">x</voice>')).toThrow('has characters no voice has');
  expect(inside('<voice name="a] [voice:b">x</voice>', { voice: '' })).toBe('x');
});

test('every place of the translation is traced back to the document', () => {
  const document = '<speak>One <!-- x --><voice name="am_michael">two &amp;</voice>\n three</speak>';
  const { text, edits } = translateSsml(document, options);
  const source = (word: string): string => {
    const { start, end } = toSource(edits, text.indexOf(word), text.indexOf(word) + word.length);
    return document.slice(start, end);
  };
  expect(['One', 'two', 'three'].map(source)).toEqual(['One', 'two', 'three']);
});

test('any document is translated or refused as mark-up, and the text it gives lies in its own order', () => {
  const bits = fc.constantFrom(
    ...['<s>', '</s>', '<voice name="x">', '</voice>', '<prosody rate="slow" pitch="+1st">', '</prosody>'],
    ...[
      '<break time="1s"/>',
      '<sub alias="b">',
      '</sub>',
      '<phoneme ph="a">',
      '</phoneme>',
      '<desc>',
      '</desc>',
    ],
    ...[
      '<emphasis>',
      '</emphasis>',
      '<say-as interpret-as="date" format="dmy">',
      '</say-as>',
      'a b',
      '1.2.2024',
    ],
    ...['&amp;', '&#65;', '<!-- x -->', '<![CDATA[<]]>', ' ', '\n', ']]', '<', '&', '"', '\u0001', 'é', '😀'],
  );
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 20 }), fc.boolean(), (parts, extended) => {
      const document = `<speak>${parts.join('')}</speak>`;
      try {
        const { text, edits } = translateSsml(document, { ...options, extended });
        expect(text).toBe(text.replace(/\s+/g, ' ').trim());
        let last = { start: 0, sourceStart: 0 };
        for (const edit of edits) {
          expect(edit.start).toBeGreaterThanOrEqual(last.start);
          expect(edit.sourceStart).toBeGreaterThanOrEqual(last.sourceStart);
          last = edit;
        }
      } catch (error) {
        expect(error).toBeInstanceOf(MarkupError);
      }
    }),
    { numRuns: 2000 },
  );
});

describe('extended SSML', () => {
  const extended = (text: string): string => inside(text, { extended: true });

  test('pitch and volume become tags, and come back after a voice of the inside', () => {
    expect(extended('<prosody pitch="+2st" volume="soft">a <voice name="x">b</voice> c</prosody> d')).toBe(
      '[pitch:2.0] [volume:0.5] a [voice:x] [pitch:2.0] [volume:0.5] b' +
        ' [voice:af_bella] [pitch:2.0] [volume:0.5] c [pitch:0.0] [volume:1.0] d',
    );
  });

  test.each([
    ['pitch="x-high"', '[pitch:4.0]'],
    ['pitch="-50%"', '[pitch:-6.0]'],
    ['pitch="+10%"', '[pitch:1.650042]'],
    ['volume="+6dB"', '[volume:1.995262]'],
    ['volume="silent"', '[volume:0.0]'],
    ['pitch="200Hz" volume="odd"', ''],
  ])('%s is %j', (attributes, tags) => {
    expect(extended(`<prosody ${attributes}>a</prosody>`)).toBe(
      `${tags} a${tags === '' ? '' : plainAgain(tags)}`.trim(),
    );
  });

  test.each([
    ['interpret-as="characters"', 'ABC 1', 'A B C 1'],
    ['interpret-as="cardinal"', '1999', '1,999'],
    ['interpret-as="ordinal"', '112', '112th'],
    ['interpret-as="ordinal"', '23', '23rd'],
    ['interpret-as="telephone"', '2125551234', '2 1 2, 5 5 5, 1 2 3 4'],
    ['interpret-as="telephone"', '+49 30 12', 'plus 4 9, 3 0, 1 2'],
    ['interpret-as="date" format="dmy"', '1.5.2024', 'May 1, 2024'],
    ['interpret-as="date" format="ym"', '2024-13', '2024-13'],
    ['interpret-as="date" format="my"', '12/2024', 'December 2024'],
    ['interpret-as="song"', '1/2', '1/2'],
  ])('say-as %s reads %j as %j', (attributes, text, expected) => {
    expect(extended(`<say-as ${attributes}>${text}</say-as>`)).toBe(expected);
  });

  test('emphasis raises the stress of each word, not of tags or breaks inside', () => {
    expect(extended('<emphasis level="strong">not now<break time="1s"/></emphasis> but')).toBe(
      '[not](+2) [now](+2) [pause:1.0s] but',
    );
  });

  test('leaves the basic elements as they are', () => {
    const basic = golden.filter(({ ssml, tagged }) => typeof tagged === 'string' && !ssml.includes('pitch'));
    for (const { ssml } of basic) expect(translated(ssml, { extended: true })).toBe(translated(ssml));
  });
});

function plainAgain(tags: string): string {
  return tags.startsWith('[pitch') ? ' [pitch:0.0]' : ' [volume:1.0]';
}
