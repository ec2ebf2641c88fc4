/** /dev/dialogue and /dev/generate_from_phonemes with the real front end. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createFrontEnd } from '../../src/text/front-end.js';
import { type Running, startServer } from '../harness/in-process-server.js';
import { dictionariesDir } from '../text/english-fixtures.js';

const reader = createFrontEnd({ dictionariesDir });
let running: Running;
beforeAll(async () => {
  running = await startServer({}, {}, reader);
});
afterAll(() => running.server.close());

const send = (path: string, body: object) =>
  fetch(running.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response_format: 'pcm', ...body }),
  });

describe('POST /dev/dialogue', () => {
  const dialogue = async (body: object) => {
    const before = running.engine.asked.length;
    const response = await send('/dev/dialogue', body);
    const bytes = Buffer.from(await response.arrayBuffer());
    const { pieces = [] } = running.engine.asked[before] ?? {};
    const voices = pieces.map((piece) =>
      piece.kind === 'pause' ? piece.seconds : piece.manner?.voice[0]?.name,
    );
    return { status: response.status, headers: response.headers, bytes, pieces, voices };
  };
  const turns = [
    { voice: 'af_bella', text: 'One.' },
    { voice: 'am_onyx', text: 'Two.' },
    { voice: 'bf_emma', text: 'Three.' },
  ];

  test('every turn has its voice, with pauses between and none at the end', async () => {
    const { status, voices, headers } = await dialogue({ turns, pause_between_turns: 0.5 });
    expect(status).toBe(200);
    expect(voices).toEqual(['af_bella', 0.5, 'am_onyx', 0.5, 'bf_emma']);
    expect(headers.get('x-audio-format')).toBe('pcm');
    const [plain, paused] = [await dialogue({ turns }), await dialogue({ turns, pause_between_turns: 1 })];
    expect(paused.bytes.length - plain.bytes.length).toBe(2 * 48_000);
  });

  test('takes ElevenLabs’ names, a turn’s own pause, pace and pitch', async () => {
    const inputs = [
      { voice_id: 'af_bella', text: 'One.', pause_after: 2, rate: 0.8 },
      { voice_id: 'am_onyx', text: 'Two.', pitch: -1.5, pause_after: 0.25 },
    ];
    const { pieces } = await dialogue({ inputs, pause_between_turns: 1 });
    expect(pieces).toMatchObject([
      { manner: { speed: 0.8 } },
      { seconds: 2 },
      { manner: { pitch: -1.5, speed: 1 } },
      { seconds: 0.25 },
    ]);
  });

  test('tags in a turn are obeyed, aliases are known, a tiny pause is none', async () => {
    const said = [
      { voice: 'hero', text: 'One. [voice:am_onyx] Two.' },
      { voice: 'bf_emma', text: 'Three.' },
    ];
    const body = { turns: said, voice_aliases: { hero: 'af_bella' }, pause_between_turns: 1e-5 };
    expect((await dialogue(body)).voices).toEqual(['af_bella', 'am_onyx', 'bf_emma']);
  });

  test('turns of one voice without a pause between them are one stretch', async () => {
    const said = [
      { voice: 'af_bella', text: 'One.' },
      { voice: 'af_bella', text: 'Two.' },
    ];
    const body = { turns: said, return_download_link: true, return_timing: true };
    const { headers } = await dialogue(body);
    const sidecar = await fetch(running.url + headers.get('x-timing-path'));
    expect(Object(await sidecar.json()).chunks).toHaveLength(1);
  });

  test.each([
    [{ turns: [] }, 422, 'List should have at least 1 item after validation, not 0'],
    [{}, 422, 'Field required'],
    [{ turns: [{ voice: 'af_bella', text: ' ' }] }, 422, 'Turn text cannot be empty'],
    [
      { turns: [{ voice: 'a] [voice:b', text: 'One.' }] },
      422,
      'Voice contains characters that cannot appear in a voice name',
    ],
    [{ turns: [{ text: 'One.' }] }, 422, 'Field required'],
    [{ turns: [{ voice: 'nobody', text: 'One.' }] }, 400, "Voice 'nobody' not found."],
    [{ turns: [{ voice: 'af_bella', text: '[voice:nobody] One.' }] }, 400, "Voice 'nobody' not found."],
    [{ turns, pause_between_turns: 11 }, 422, 'Input should be less than or equal to 10'],
  ])('%j is refused with %d: %s', async (body, expected, words) => {
    const { status, bytes } = await dialogue(body);
    expect(status).toBe(expected);
    expect(JSON.parse(bytes.toString()).error.message).toContain(words);
  });
});

describe('POST /dev/generate_from_phonemes', () => {
  const path = '/dev/generate_from_phonemes';

  test('speaks what is written, as WAV, and cuts nothing off', async () => {
    const body = { phonemes: 'hˈɛloʊ wˈɜrld', voice: 'af_bella', response_format: undefined };
    const response = await send(path, body);
    expect(response.headers.get('content-type')).toBe('audio/wav');
    expect(Buffer.from(await response.arrayBuffer()).toString('latin1', 0, 4)).toBe('RIFF');
    expect(running.engine.asked.at(-1)?.pieces).toEqual([
      { kind: 'segment', phonemes: 'hˈɛlO wˈɜrld', leadMs: -1, tailMs: -1 },
    ]);
  });

  test.each([
    [{ phonemes: ' ' }, 400, 'Phonemes cannot be empty'],
    [{ phonemes: '☃' }, 400, 'Phonemes contain no known symbol'],
    [{ phonemes: 'a', voice: 'nobody' }, 400, "Voice 'nobody' not found."],
    [{}, 422, 'phonemes: Field required'],
  ])('%j is refused with %d: %s', async (body, expected, words) => {
    const response = await send(path, body);
    expect(response.status).toBe(expected);
    expect(Object(await response.json()).error.message).toContain(words);
  });

  test('more than 510 symbols are spoken in several runs', async () => {
    await (await send(path, { phonemes: 'hˈɛloʊ wˈɜɹld, '.repeat(60) })).arrayBuffer();
    const { pieces = [] } = running.engine.asked.at(-1) ?? {};
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces)
      expect(piece.kind === 'segment' && piece.phonemes.length).toBeLessThanOrEqual(510);
  });
});
