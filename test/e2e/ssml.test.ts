/** SSML and tags over HTTP: translation, gates, and what speech makes of them. */
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

const post = (path: string, body: object, at = running) => postJson(at.url + path, body);
const speech = { voice: 'af_heart', response_format: 'pcm', stream: false };

/** Speaks, and gives the status with what the engine was asked. */
async function spoken(body: object, at = running) {
  const before = at.engine.asked.length;
  const response = await fetch(`${at.url}/v1/audio/speech`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...speech, ...body }),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const { pieces = [] } = at.engine.asked[before] ?? {};
  const json = response.ok ? undefined : JSON.parse(new TextDecoder().decode(bytes));
  return { status: response.status, samples: bytes.length / 2, pieces, json };
}

const golden: { ssml: string; tagged: string | { error: string }; gated: string | { error: string } }[] =
  JSON.parse(readFileSync('test/fixtures/golden/kokoro-fastapi.ssml.json', 'utf8'));

describe('POST /dev/ssml', () => {
  test.each(golden.filter(({ ssml }) => !ssml.includes('+20%')))(
    'translates as the peer, with a voice and without: $ssml',
    async ({ ssml, tagged, gated }) => {
      for (const [voice, expected] of [
        ['af_bella', tagged],
        ['', gated],
      ] as const) {
        const { status, json } = await post('/dev/ssml', { text: ssml, voice });
        if (typeof expected === 'string') {
          expect({ status, json }).toEqual({ status: 200, json: { text: expected } });
          continue;
        }
        const message = `Malformed SSML: ${expected.error.replace('ParseError: ', '')}`;
        expect(status).toBe(400);
        expect(json).toMatchObject({
          error: { message, type: 'invalid_request_error', param: 'text', code: 'malformed_ssml' },
          detail: { error: 'validation_error', message },
        });
      }
    },
  );

  test('a percentage with a sign is relative, unless the peer’s readings are asked for', async () => {
    const text = '<speak><prosody rate="+20%">a</prosody></speak>';
    const body = { text, voice: 'af_bella' };
    expect((await post('/dev/ssml', body)).json).toEqual({ text: '[rate:1.2] a [rate:1.0]' });
    const compat = await startServer({ normalizerCompat: 'kokoro-fastapi' });
    expect((await post('/dev/ssml', body, compat)).json).toEqual({ text: '[rate:0.25] a [rate:1.0]' });
    compat.server.close();
  });

  test('names the place of an unbound prefix, and refuses five thousand levels', async () => {
    expect((await post('/dev/ssml', { text: '<speak><x:y/></speak>' })).json).toMatchObject({
      error: { message: 'Malformed SSML: unbound prefix: line 1, column 7' },
    });
    expect((await post('/dev/ssml', { text: `<speak>${'<s>'.repeat(5000)}` })).json).toMatchObject({
      error: { message: 'Malformed SSML: nesting deeper than 10 levels is not translated' },
    });
  });
});

test('GET /dev/ssml lists elements with an effect and those without, and no element is in both', async () => {
  const table = await (await fetch(`${running.url}/dev/ssml`)).json();
  expect(table).toEqual({
    elements: {
      speak: expect.any(String),
      break: expect.any(String),
      voice: expect.any(String),
      prosody: expect.any(String),
      phoneme: expect.any(String),
      sub: expect.any(String),
      desc: expect.any(String),
    },
    ignored: ['emphasis', 'say-as', 'lang', 'audio', 'mark', 'p', 's', 'w'],
    break_strengths: { none: 0, 'x-weak': 0, weak: 0.25, medium: 0.5, strong: 1, 'x-strong': 1.5 },
    prosody_rates: { 'x-slow': 0.5, slow: 0.75, medium: 1, default: 1, fast: 1.25, 'x-fast': 1.5 },
    rate_range: [0.25, 4],
    extended: ['prosody.pitch', 'prosody.volume', 'say-as', 'emphasis', 'lang', 'mark'],
  });
  const { elements, ignored } = Object(table);
  expect(ignored.filter((name: string) => name in elements)).toEqual([]);
});

describe('SSML on /v1/audio/speech', () => {
  const allowed = { ssml: true, allow_voice_tags: true };

  test('a break adds its seconds exactly', async () => {
    const plain = await spoken({ input: '<speak>One.</speak>', ...allowed });
    const { samples } = await spoken({ input: '<speak>One.<break time="2s"/></speak>', ...allowed });
    expect(samples - plain.samples).toBe(48_000);
  });

  test('voices and rates reach the engine', async () => {
    const input =
      '<speak>One. <voice name="af_bella"><prosody rate="slow">Two.</prosody></voice> Three.</speak>';
    const { pieces } = await spoken({ input, ...allowed });
    const said = pieces.map(
      (piece) => piece.kind === 'segment' && [piece.manner?.voice[0]?.name, piece.manner?.speed],
    );
    expect(said).toEqual([
      [undefined, undefined],
      ['af_bella', 0.75],
      ['af_heart', 1],
    ]);
  });

  test('extended SSML changes pitch and volume, and spells', async () => {
    const input =
      '<speak><prosody pitch="+2st" volume="soft">One.</prosody> <say-as interpret-as="characters">NBC</say-as></speak>';
    const { pieces } = await spoken({ input, ssml: 'extended', allow_voice_tags: true });
    expect(pieces[0]).toMatchObject({ manner: { pitch: 2, volume: 0.5 } });
    expect(pieces.at(-1)).toMatchObject({ phonemes: expect.stringMatching(/ˈɛn.*bˈi.*sˈi/) });
  });

  test('is refused without voice tags, and when it is malformed', async () => {
    const input = '<speak>One.</speak>';
    expect(await spoken({ input, ssml: true })).toMatchObject({
      status: 400,
      json: {
        error: {
          message:
            'SSML input requires allow_voice_tags=true, the translation emits [voice:] and [rate:] spans',
          code: 'invalid_request',
          param: 'ssml',
        },
        detail: { error: 'validation_error' },
      },
    });
    expect(await spoken({ input: '<speak>One.', ...allowed })).toMatchObject({
      status: 400,
      json: { error: { message: 'Malformed SSML: no element found: line 1, column 11', param: 'input' } },
    });
    expect(await spoken({ input: '<speak/>', ...allowed })).toMatchObject({
      status: 400,
      json: { error: { code: 'no_speakable_text' } },
    });
  });

  test('only documents are translated: other text and other roots are spoken as they are', async () => {
    expect((await spoken({ input: 'Just text.', ...allowed })).status).toBe(200);
    expect((await spoken({ input: '<speak>One.</speak>' })).status).toBe(200);
  });
});

describe('the operator’s switches', () => {
  const ssml = { input: '<speak>One.</speak>', ssml: true, allow_voice_tags: true };
  const disabled = {
    error: { message: 'SSML translation is disabled on this server', code: 'permission_denied' },
    detail: { error: 'permission_denied', type: 'permission_error' },
  };

  test('ENABLE_SSML=false refuses SSML on every route with 403', async () => {
    const closed = await startServer({ enableSsml: false });
    expect(await spoken(ssml, closed)).toMatchObject({ status: 403, json: disabled });
    expect(await post('/dev/captioned_speech', ssml, closed)).toMatchObject({ status: 403, json: disabled });
    expect(await post('/dev/ssml', { text: 'a' }, closed)).toMatchObject({ status: 403, json: disabled });
    expect((await fetch(`${closed.url}/dev/ssml`)).status).toBe(403);
    closed.server.close();
  });

  test('ENABLE_VOICE_TAGS=false refuses voice tags with 403, and nothing else', async () => {
    const closed = await startServer({ enableVoiceTags: false });
    expect(await spoken({ input: 'One.', allow_voice_tags: true }, closed)).toMatchObject({
      status: 403,
      json: { error: { message: 'Voice tags are disabled on this server' } },
    });
    expect((await spoken({ input: '[voice:af_bella] One.' }, closed)).status).toBe(200);
    const turns = [{ voice: 'af_bella', text: 'One.' }];
    expect((await post('/dev/dialogue', { turns }, closed)).status).toBe(403);
    const { json } = await post(
      '/dev/ssml',
      { text: '<speak><voice name="x">a</voice></speak>', voice: 'y' },
      closed,
    );
    expect(json).toEqual({ text: 'a' });
    closed.server.close();
  });

  test('SSML_MAX_DEPTH is how deep elements may nest', async () => {
    const shallow = await startServer({ ssmlMaxDepth: 3 });
    const nested = (levels: number) => ({
      text: `<speak>${'<s>'.repeat(levels)}a${'</s>'.repeat(levels)}</speak>`,
    });
    expect((await post('/dev/ssml', nested(3), shallow)).status).toBe(200);
    expect(await post('/dev/ssml', nested(4), shallow)).toMatchObject({
      status: 400,
      json: { error: { message: 'Malformed SSML: nesting deeper than 3 levels is not translated' } },
    });
    shallow.server.close();
  });

  test('ENABLE_PAUSE_TAGS=false reads pauses out, MAX_PAUSE_DURATION_S shortens them', async () => {
    const silent = (pieces: readonly { kind: string }[]) => pieces.filter(({ kind }) => kind === 'pause');
    const without = await startServer({ enablePauseTags: false }, {}, reader);
    expect(silent((await spoken({ input: 'One. [pause:1s] Two.' }, without)).pieces)).toEqual([]);
    without.server.close();
    const short = await startServer({ maxPauseSec: 2 }, {}, reader);
    const { pieces } = await spoken({ input: 'One. [pause:90s] Two.' }, short);
    expect(silent(pieces)).toEqual([{ kind: 'pause', seconds: 2 }]);
    short.server.close();
  });
});

test('a pause is exactly as long as it says, at most a minute, and ten minutes in sum', async () => {
  const base = (await spoken({ input: 'One. Two.' })).samples;
  const silence = async (tags: string) => {
    const { pieces, samples } = await spoken({ input: `One. ${tags} Two.` });
    const seconds = pieces.map((piece) => (piece.kind === 'pause' ? piece.seconds : 0));
    return { seconds: seconds.filter((pause) => pause > 0), samples: samples - base };
  };
  expect((await silence('[pause:1.5s]')).seconds).toEqual([1.5]);
  const [half, whole] = [await silence('[pause:0.5s]'), await silence('[pause:1.5s]')];
  expect(whole.samples - half.samples).toBe(24_000);
  expect((await silence('[pause:90s]')).seconds).toEqual([60]);
  const refused = await spoken({ input: `One. ${'[pause:60s] '.repeat(11)}` });
  expect(refused).toMatchObject({
    status: 400,
    json: { error: { message: 'Pauses add up to 660.0 s; this server allows 600 s per request.' } },
  });
});

describe('voice tags and aliases', () => {
  test('tags are text unless asked for: an unknown voice in one is no failure then', async () => {
    const input = '[voice:nobody] One.';
    expect((await spoken({ input })).status).toBe(200);
    for (const stream of [true, false])
      expect(await spoken({ input, allow_voice_tags: true, stream })).toMatchObject({
        status: 400,
        json: { error: { code: 'voice_not_found' } },
      });
  });

  test('an alias is a voice with a pace of its own, in any case', async () => {
    const voice_aliases = { Hero: { voice: 'af_bella', rate: 0.8 }, villain: 'am_onyx' };
    const input = '[voice:hero] One. [voice:VILLAIN] Two.';
    const { pieces } = await spoken({ input, voice_aliases, allow_voice_tags: true });
    expect(
      pieces.map((piece) => piece.kind === 'segment' && [piece.manner?.voice[0]?.name, piece.manner?.speed]),
    ).toEqual([
      ['af_bella', 0.8],
      ['am_onyx', 1],
    ]);
    await spoken({ input: 'One.', voice: 'hero', voice_aliases });
    expect(running.engine.asked.at(-1)?.utterance).toMatchObject({
      speed: 0.8,
      voice: [{ name: 'af_bella' }],
    });
  });

  test.each([
    [{ x: 'a]b' }, "Voice alias 'x' contains characters that cannot appear in a voice name"],
    [{ x: { voice: 'af_sky', rate: 9 } }, 'Input should be less than or equal to 4'],
    [{ x: 3 }, 'Input should be'],
  ])('aliases %j are refused', async (voice_aliases, words) => {
    const { status, json } = await spoken({ input: 'One.', voice_aliases });
    expect(status).toBe(422);
    expect(json.error.message).toContain(words);
  });
});
