/** /dev/phonemize, /dev/normalize and /dev/chunks with the real front end. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createFrontEnd } from '../../src/text/front-end.js';
import { type Running, startServer } from '../harness/in-process-server.js';
import { postJson } from '../harness/post-json.js';
import { dictionariesDir } from '../text/english-fixtures.js';

const reader = createFrontEnd({ dictionariesDir });
let running: Running;
beforeAll(async () => {
  running = await startServer({}, {}, reader);
});
afterAll(() => running.server.close());

const post = (path: string, body: object) => postJson(running.url + path, body);

describe('/dev/phonemize', () => {
  test('gives phonemes, the model’s tokens for them, and each word with its source and place', async () => {
    const { status, json } = await post('/dev/phonemize', { text: 'Hello world', language: 'a' });
    expect(status).toBe(200);
    const word = { source: 'dictionary', tag: expect.any(String) };
    expect(json).toEqual({
      phonemes: 'həlˈO wˈɜɹld',
      tokens: [0, 50, 83, 54, 156, 31, 16, 65, 156, 87, 123, 54, 46, 0],
      words: [
        { text: 'Hello', phonemes: 'həlˈO', start: 0, end: 5, ...word },
        { text: 'world', phonemes: 'wˈɜɹld', start: 6, end: 11, ...word },
      ],
      segments: 1,
      dropped: [],
    });
  });

  test('reads every line, says which symbols were dropped, and counts in UTF-16', async () => {
    const text = '😀 One.\n\nTwo [Leith](/lˈiθ☃/).';
    const { json } = await post('/dev/phonemize', { text, lexicon: { two: 'tˈoʊ☂', '=TWO': 'wˈʌn' } });
    expect(json).toMatchObject({ phonemes: 'wˈʌn. tˈO lˈiθ.', dropped: ['☃', '☂'] });
    expect(json).toMatchObject({
      words: [
        { text: 'One', start: 3, end: 6 },
        { text: '.' },
        { text: 'Two', source: 'lexicon', start: 9, end: 12 },
        { text: 'Leith', source: 'inline', start: 13, end: 29 },
        { text: '.' },
      ],
    });
  });

  test('the tokens are one array over all segments', async () => {
    const text = 'Every sentence has a handful of words in it. '.repeat(40);
    const { json } = await post('/dev/phonemize', { text });
    expect(json).toMatchObject({ segments: expect.any(Number) });
    const { phonemes, segments, tokens } = Object(json);
    expect(segments).toBeGreaterThan(3);
    expect(tokens).toHaveLength([...phonemes].length + 2);
    expect([tokens[0], tokens.at(-1), tokens.indexOf(0, 1)]).toEqual([0, 0, tokens.length - 1]);
  });

  test('British English, by letter, reads otherwise', async () => {
    const [american, british] = await Promise.all(
      ['a', 'b'].map((lang) => post('/dev/phonemize', { text: 'tomato dance', lang })),
    );
    expect(british?.json).not.toEqual(american?.json);
  });

  test('without normalisation written forms are left to the dictionary', async () => {
    const [on, off] = await Promise.all(
      [true, false].map((normalize) => post('/dev/phonemize', { text: 'On 1/5/2024.', normalize })),
    );
    expect(on?.json).toMatchObject({ phonemes: expect.stringContaining('ʤˈænjəwˌɛɹi') });
    expect(off?.json).not.toMatchObject({ phonemes: expect.stringContaining('ʤˈænjəwˌɛɹi') });
  });

  test.each([
    [{ text: ' \n' }, 400, 'text', 'Text cannot be empty'],
    [
      { text: 'a', language: 'xx' },
      400,
      'language',
      "Language 'xx' is not supported. Supported: en-us, en-gb",
    ],
    [{}, 422, 'text', 'text: Field required'],
    [{ text: 'a', normalize: 'no' }, 422, 'normalize', 'normalize: Input should be a valid boolean'],
    [{ text: 'a', lexicon: { a: 5 } }, 422, 'lexicon.a', 'lexicon.a: Input should be a valid string'],
    [{ text: 'a', lexicon: { snow: '☃' } }, 422, 'lexicon', 'The pronunciation of "snow" has no symbol'],
    [
      { text: 'a', lexicon: Object.fromEntries([...Array(501).keys()].map((n) => [n, 'a'])) },
      422,
      'lexicon',
      '',
    ],
  ])('refuses a wrong body %#, naming the field', async (body, status, param, message) => {
    const answer = await post('/dev/phonemize', body);
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({
      error: { message: expect.stringContaining(message), type: 'invalid_request_error', param },
      detail: status === 400 ? { error: 'validation_error' } : [{ loc: ['body', ...param.split('.')] }],
      request_id: expect.any(String),
    });
  });
});

describe('/dev/normalize', () => {
  test('gives the spoken text and what each part stands for', async () => {
    const { json } = await post('/dev/normalize', { text: 'It costs $5 **now**.' });
    expect(json).toEqual({
      text: 'It costs five dollars now.',
      spans: [
        { start: 9, end: 21, source_start: 9, source_end: 11, class: 'money' },
        { start: 22, end: 25, source_start: 12, source_end: 19, class: null },
      ],
    });
  });

  test.each([
    [{ normalization_options: { normalize: false } }, 'Pay $5  to **Dr.** A', 'Pay $5 to Dr. A'],
    [{ normalization_options: { currency_normalization: false }, markup: 'plain' }, '*$5*', 'dollar five'],
    [{ normalization_options: { number_style: 'us', unknown: 7 } }, '101 dogs', 'one hundred one dogs'],
    [{ normalization_options: { number_style: null } }, '101 dogs', 'one hundred and one dogs'],
    [{ normalization_options: null, markup: 'html' }, '<b>5</b> &amp; 6', 'five and six'],
    [{ allow_silence_tags: true }, 'a [0.5s] b', 'ab'],
    [{ lang: 'b' }, '3/4/2024', 'April third, twenty twenty-four'],
    [{}, '', ''],
  ])('with %j', async (options, text, expected) => {
    const { status, json } = await post('/dev/normalize', { text, ...options });
    expect(status).toBe(200);
    expect(json).toMatchObject({ text: expect.stringContaining(expected) });
  });

  // A fixture file of the repository: its shape is known.
  const golden = JSON.parse(
    readFileSync(new URL('../fixtures/golden/kokoro-fastapi.normalizer.json', import.meta.url), 'utf8'),
  ) as Record<'default' | 'units' | 'opts', [string, string, string][]>;
  const switches = {
    default: () => null,
    units: () => ({ unit_normalization: true }),
    opts: (name: string) => ({ [name.split('=')[0] ?? '']: false }),
  };

  test.each(['default', 'units', 'opts'] as const)(
    'with compat every %s row of the peer’s table comes out as the peer reads it',
    async (kind) => {
      const read = golden[kind].map(async ([name, text]) => {
        const normalization_options = switches[kind](name);
        const { json } = await post('/dev/normalize', {
          text,
          compat: 'kokoro-fastapi',
          normalization_options,
        });
        return Reflect.get(Object(json), 'text');
      });
      expect(await Promise.all(read)).toEqual(golden[kind].map(([, , expected]) => expected));
    },
  );

  test.each([
    [{ compat: 'other' }, 'compat'],
    [{ markup: 'rtf' }, 'markup'],
    [{ allow_silence_tags: 'yes' }, 'allow_silence_tags'],
    [{ normalization_options: 5 }, 'normalization_options'],
    [{ normalization_options: [] }, 'normalization_options'],
    [{ normalization_options: { normalize: 'no' } }, 'normalization_options.normalize'],
    [{ normalization_options: { emoji: 'x' } }, 'normalization_options.emoji'],
  ])('refuses %j, naming the field', async (fields, param) => {
    const { status, json } = await post('/dev/normalize', { text: 'Hi.', ...fields });
    expect(status).toBe(422);
    expect(json).toMatchObject({ error: { param, code: 'invalid_value' } });
  });
});

describe('/dev/chunks', () => {
  test('gives sentences, segments with their silences, and character chunks when asked', async () => {
    const text = 'One costs $5. Two there. [1.5s] Three.';
    const body = { text, voice: 'alloy+1', speed: 1.5, allow_silence_tags: true, target_chunk_chars: 80 };
    const { json } = await post('/dev/chunks', body);
    const spoken = { voice: 'af_alloy+1', rate: 1.5 };
    expect(json).toEqual({
      sentences: [
        { text: 'One costs five dollars.', source_start: 0, source_end: 13 },
        { text: 'Two there.', source_start: 14, source_end: 24 },
        { text: 'Three.', source_start: 32, source_end: 38 },
      ],
      segments: [
        {
          index: 0,
          text: 'One costs five dollars. Two there.',
          tokens: expect.any(Number),
          pause_s: 1.5,
          source_start: 0,
          source_end: 24,
          ...spoken,
        },
        { index: 1, text: 'Three.', tokens: 5, pause_s: 0, source_start: 32, source_end: 38, ...spoken },
      ],
      count: 2,
      chunks: [text],
    });
  });

  test('the operator’s token targets decide how many segments there are', async () => {
    const short = await startServer(
      { targetMinTokens: 20, targetMaxTokens: 20, absoluteMaxTokens: 60 },
      {},
      reader,
    );
    const body = { text: 'Here is a short one. '.repeat(12), first_segment_tokens: 0 };
    const [few, many] = await Promise.all([
      post('/dev/chunks', body),
      postJson(`${short.url}/dev/chunks`, body),
    ]);
    short.server.close();
    expect(few?.json).toMatchObject({ count: 2 });
    expect(many?.json).toMatchObject({ count: 12 });
  });

  test.each([
    [{ voice: 'nope' }, 400, 'voice'],
    [{ voice: 'ef_dora' }, 400, 'voice'],
    [{ target_chunk_chars: 79 }, 422, 'target_chunk_chars'],
    [{ speed: 9 }, 422, 'speed'],
  ])('refuses %j, naming the field', async (fields, status, param) => {
    const answer = await post('/dev/chunks', { text: 'One.', ...fields });
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ error: { param } });
  });

  test('a tagged text names the voice and pace of each segment, SSML too, with places of the document', async () => {
    const text = '<speak>One. <voice name="af_bella"><prosody rate="slow">Two.</prosody></voice></speak>';
    const body = { text, voice: 'af_heart', ssml: true, allow_voice_tags: true };
    const { json } = await post('/dev/chunks', body);
    const place = (words: string) => ({
      source_start: text.indexOf(words),
      source_end: text.indexOf(words) + words.length,
    });
    expect(json).toMatchObject({
      sentences: [
        { text: 'One.', ...place('One.') },
        { text: 'Two.', ...place('Two.') },
      ],
      segments: [
        { text: 'One.', voice: 'af_heart', rate: 1, ...place('One.') },
        { text: 'Two.', voice: 'af_bella', rate: 0.75, ...place('Two.') },
      ],
    });
  });
});
