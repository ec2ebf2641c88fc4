import { expect, test } from '@jest/globals';
import { createFrontEnd, type FrontEndRequest } from '../../src/text/front-end.js';
import { Lexicon } from '../../src/text/lexicon.js';
import type { Segment, Span, Token } from '../../src/text/token.js';
import { dictionariesDir } from './english-fixtures.js';

const frontEnd = createFrontEnd({ dictionariesDir });

function spans(text: string, more: Partial<FrontEndRequest> = {}): Span[] {
  return [...frontEnd.spans({ text, language: 'en-us', ...more })];
}

const segments = (text: string, more: Partial<FrontEndRequest> = {}): Segment[] =>
  spans(text, more).filter((span) => span.kind === 'segment');
const phonemes = (text: string, more: Partial<FrontEndRequest> = {}): string =>
  segments(text, more)
    .map((segment) => segment.phonemes)
    .join('|');
const tokens = (text: string, more: Partial<FrontEndRequest> = {}): Token[] =>
  segments(text, more).flatMap((segment) => segment.tokens);

test('speaks American and British English', () => {
  expect(phonemes('Hello, world!')).toBe('həlˈO, wˈɜɹld!');
  expect(phonemes('Hello, world!', { language: 'en-gb' })).toBe('həlˈQ, wˈɜːld!');
});

test('refuses a language without a front end before any text is looked at', () => {
  expect(() => frontEnd.spans({ text: 'Hola', language: 'es' })).toThrow(
    expect.objectContaining({
      code: 'UNSUPPORTED_LANGUAGE',
      message: expect.stringContaining("Language 'es' (Spanish) is not supported yet"),
    }),
  );
});

test('a pause ends a segment and has the length the text asks for', () => {
  const said = spans('One. [pause:1.5s] Two.');
  expect(said.map(({ kind }) => kind)).toEqual(['segment', 'pause', 'segment']);
  expect(said[1]).toMatchObject({ seconds: 1.5, start: 5, end: 17 });
  expect(said[2]).toMatchObject({ phonemes: 'tˈu.', start: 18, end: 22 });
});

test('each token knows its place in the text that was sent', () => {
  const text = 'The **bold** price is $5 in cafe\u0301s\u200b today.';
  const places = tokens(text).map((token) => [token.text, text.slice(token.start, token.end)]);
  expect(places).toContainEqual(['bold', '**bold**']);
  expect(places).toContainEqual(['five', '$5']);
  expect(places).toContainEqual(['dollars', '$5']);
  expect(places).toContainEqual(['cafés', 'cafe\u0301s']);
  expect(places).toContainEqual(['today', 'today']);
});

test('the tokens of a segment give its phonemes', () => {
  for (const segment of segments('“Well-known” people -- 23 of them -- said: don’t! '.repeat(20))) {
    const joined = segment.tokens.map((token) => token.phonemes + token.whitespace).join('');
    expect(joined.trim()).toBe(segment.phonemes);
    expect(segment.phonemes).not.toMatch(/ {2}/);
    expect([...segment.phonemes].length).toBeLessThanOrEqual(510);
  }
});

test('an inline pronunciation is spoken as written, brackets and all', () => {
  const [, worcester] = tokens('Say [Worcester](/wˈʊstɚʔɾ/) now.');
  expect(worcester).toMatchObject({
    text: 'Worcester',
    phonemes: 'wˈʊstɚʔɾ',
    origin: 'inline',
    start: 4,
    end: 27,
  });
});

test('inline stress and number features reach the word they stand on', () => {
  expect(phonemes('It [is](+2) true.')).toBe('ˌɪt ˈɪz tɹˈu.');
  expect(phonemes('Take [105](#&#).')).toBe('tˈAk wˈʌn hˈʌndɹəd ænd fˈIv.');
});

test('a request’s lexicon is stronger than the server’s, and inline stronger than both', () => {
  const server = new Lexicon({ Leith: 'lˈiːθ', Hibs: 'hˈɪbz' });
  const withServer = createFrontEnd({ dictionariesDir, lexicon: () => server });
  const lexicon = new Lexicon({ leith: 'lˈeɪθ' });
  const request = { text: 'Leith Hibs [Leith](/lˈaɪθ/)', language: 'en-us', lexicon } as const;
  const [first] = [...withServer.spans(request)];
  expect(first).toMatchObject({ phonemes: 'lˈAθ hˈɪbz lˈIθ' });
});

test('an alias is normalised and pronounced like any other words, in the place of its key', () => {
  const lexicon = new Lexicon({ NHS: 'alias: the 2 nurses' });
  const said = tokens('An NHS plan.', { lexicon });
  expect(said.map(({ text }) => text)).toEqual(['An', 'the', 'two', 'nurses', 'plan', '.']);
  expect(said[2]).toMatchObject({ start: 3, end: 6 });
});

test('symbols of a prescribed pronunciation that the model does not know are told', () => {
  const dropped: string[] = [];
  phonemes('[word](/wɜːd☃/)', { onDropped: (symbols) => dropped.push(...symbols) });
  expect(dropped).toEqual(['☃']);
});

test('text is read only as far as the next segment needs', () => {
  const text = 'A sentence of some length that is read aloud. '.repeat(20_000);
  const reader = frontEnd.spans({ text, language: 'en-us', firstSegmentTokens: 40 });
  const first = reader.next();
  expect(first.value).toMatchObject({ kind: 'segment', start: 0 });
  reader.return();
  expect(reader.next().done).toBe(true);
});

test('normalisation can be switched off, and the G2P still reads digits', () => {
  expect(phonemes('It costs $5.', { normalization: { normalize: false } })).toBe('ˌɪt kˈɔsts fˈIv dˈɑləɹz.');
});

test('blank text and text of tags alone give nothing to speak', () => {
  expect(spans('')).toEqual([]);
  expect(spans(' \n\t ')).toEqual([]);
  expect(segments('[pause:1s]')).toEqual([]);
});

test('rests after each block, so that text of which nothing comes holds up nobody', () => {
  const turns = [...frontEnd.turns({ text: `${'😀'.repeat(20_000)} Hello.`, language: 'en-us' })];
  const before = turns.findIndex((turn) => turn !== undefined);
  expect(before).toBeGreaterThan(15); // 40,000 UTF-16 units in blocks of 2,048
  expect(turns.filter((turn) => turn !== undefined)).toHaveLength(1);
});

test('an operator’s helper is asked for words no dictionary knows, and only for those', () => {
  const asked: string[] = [];
  const helper = {
    pronounce: (word: string) => {
      asked.push(word);
      return word === 'zorblat' ? 'zˈɔɹblæt' : undefined;
    },
  };
  const helped = createFrontEnd({ dictionariesDir, helper });
  const [span] = [...helped.spans({ text: 'The zorblat met a quixlor.', language: 'en-us' })];
  if (span?.kind !== 'segment') throw new Error('no segment');
  expect(asked).toEqual(expect.arrayContaining(['zorblat', 'quixlor']));
  expect(asked).not.toContain('met');
  const origins = span.tokens.map(({ text, origin }) => [text, origin]);
  expect(origins).toEqual(
    expect.arrayContaining([
      ['zorblat', 'espeak'],
      ['quixlor', 'model'],
    ]),
  );
  expect(span.phonemes).toContain('zˈɔɹblæt');
});
