/** What the text fields of /v1/audio/speech, and the settings behind them, make the engine be given. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Config } from '../../src/config/schema.js';
import type { Piece } from '../../src/engine/engine.js';
import { createFrontEnd } from '../../src/text/front-end.js';
import { Lexicon } from '../../src/text/lexicon.js';
import { type Running, speak, startServer } from '../harness/in-process-server.js';
import { dictionariesDir } from '../text/english-fixtures.js';

const lexicon = new Lexicon({ Leith: 'lˈiθ', Cowes: 'kˈaʊz' });
const reader = createFrontEnd({ dictionariesDir, lexicon: () => lexicon });
let running: Running;
beforeAll(async () => {
  running = await startServer({}, {}, reader);
});
afterAll(() => running.server.close());

async function piecesOf({ url, engine }: Running, body: object): Promise<Piece[]> {
  const response = await speak(url, { ...body, stream: false });
  expect(response.status).toBe(200);
  await response.arrayBuffer();
  return engine.asked.at(-1)?.pieces ?? [];
}

async function phonemes(body: object, server = running): Promise<string> {
  const pieces = await piecesOf(server, body);
  return pieces.map((piece) => (piece.kind === 'segment' ? piece.phonemes : '|')).join(' ');
}

async function withSettings<Result>(config: Partial<Config>, work: (server: Running) => Promise<Result>) {
  const server = await startServer(config, {}, reader);
  try {
    return await work(server);
  } finally {
    server.server.close();
  }
}

test('the request’s lexicon is stronger than the server’s, and that than the dictionary', async () => {
  expect(await phonemes({ input: 'Leith Cowes.' })).toBe('lˈiθ kˈWz.');
  expect(await phonemes({ input: 'Leith Cowes.', lexicon: { leith: 'lˈeɪθ' } })).toBe('lˈAθ kˈWz.');
  expect(await phonemes({ input: 'NHS.', lexicon: { NHS: 'alias: Cowes' } })).toBe('kˈWz.');
});

test('an inline pronunciation is stronger than any lexicon', async () => {
  const body = { input: '[Leith](/tˈi/).', lexicon: { Leith: 'lˈeɪθ' } };
  expect(await phonemes(body)).toBe('tˈi.');
});

test('a lexicon entry with the name of a prototype member does no harm', async () => {
  const lexicon = JSON.parse('{"__proto__":"lˈeɪθ","constructor":"kˈʌn"}');
  expect(await phonemes({ input: 'constructor.', lexicon })).toBe('kˈʌn.');
});

test('normalisation can be switched off, by the request or the server, and by the request on again', async () => {
  const input = 'It was 1/5/2024.';
  const read = await phonemes({ input });
  const off = { normalization_options: { normalize: false } };
  const unread = await phonemes({ input, ...off });
  expect(read).toContain('ʤˈænjəwˌɛɹi');
  expect(unread).not.toContain('ʤˈænjəwˌɛɹi');
  await withSettings({ textNormalization: false }, async (server) => {
    expect(await phonemes({ input }, server)).toBe(unread);
    expect(await phonemes({ input, normalization_options: { normalize: true } }, server)).toBe(read);
  });
});

test('a single class can be switched off; null and unknown switches mean the default', async () => {
  const input = 'file(s)';
  const plain = await phonemes({ input });
  const options = { optional_pluralization_normalization: false };
  expect(await phonemes({ input, normalization_options: options })).not.toBe(plain);
  const ignored = { optional_pluralization_normalization: null, unheard_of: [1] };
  expect(await phonemes({ input, normalization_options: ignored })).toBe(plain);
});

test('mark-up is taken off as asked', async () => {
  const plain = await phonemes({ input: 'Very nice.' });
  expect(await phonemes({ input: 'Very <b>nice</b>.' })).toBe(plain);
  expect(await phonemes({ input: 'Very <zz>nice</zz>.', markup: 'html' })).toBe(plain);
  expect(await phonemes({ input: 'Very <b>nice</b>.', markup: 'plain' })).not.toBe(plain);
  expect(await phonemes({ input: '# Very *nice*.', markup: 'markdown' })).toBe(plain);
});

test('short silence tags are silences only when allowed', async () => {
  const input = 'One.[0.5s]Two.';
  expect(await piecesOf(running, { input, allow_silence_tags: true })).toMatchObject([
    { kind: 'segment' },
    { kind: 'pause', seconds: 0.5 },
    { kind: 'segment' },
  ]);
  const spoken = await piecesOf(running, { input });
  expect(spoken.every(({ kind }) => kind === 'segment')).toBe(true);
});

test('the peer’s readings can be had for English', async () => {
  const input = 'A **ten** km run 😀 in 1905.';
  const ours = await phonemes({ input });
  await withSettings({ normalizerCompat: 'kokoro-fastapi' }, async (server) => {
    const theirs = await phonemes({ input }, server);
    expect(theirs).not.toBe(ours);
    expect(theirs).toBe(await phonemes({ input: 'A ten km run in nineteen five.' }));
  });
});

test('token targets decide how long segments are', async () => {
  const body = { input: 'Here is a short one. '.repeat(12), first_segment_tokens: 0 };
  expect(await piecesOf(running, body)).toHaveLength(2);
  const targets = { targetMinTokens: 20, targetMaxTokens: 20, absoluteMaxTokens: 60 };
  await withSettings(targets, async (server) => expect(await piecesOf(server, body)).toHaveLength(12));
});

test.each([
  [
    { lexicon: { word: '☃' } },
    'lexicon',
    'The pronunciation of "word" has no symbol the model knows (unknown: ☃).',
  ],
  [{ lexicon: null }, 'lexicon', 'lexicon: Input should be a valid dictionary'],
  [{ lexicon: { word: [] } }, 'lexicon.word', 'lexicon.word: Input should be a valid string'],
  [{ markup: 'rtf' }, 'markup', "markup: Input should be 'auto', 'plain', 'markdown' or 'html'"],
  [{ allow_silence_tags: 1 }, 'allow_silence_tags', 'allow_silence_tags: Input should be a valid boolean'],
  [
    { normalization_options: { url_normalization: 'x' } },
    'normalization_options.url_normalization',
    'normalization_options.url_normalization: Input should be a valid boolean',
  ],
])('refuses %j', async (fields, param, message) => {
  const response = await speak(running.url, { input: 'Hi.', ...fields });
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({
    error: { message, param, code: 'invalid_value' },
    detail: [{ loc: ['body', ...param.split('.')] }],
  });
});
