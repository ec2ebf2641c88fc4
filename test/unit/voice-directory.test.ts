import { describe, expect, test } from '@jest/globals';
import { VoiceDirectory } from '../../src/speech/voice-directory.js';
import { parseVoiceAliases, parseVoiceProfiles } from '../../src/speech/voice-files.js';
import { openaiVoices } from '../../src/speech/voice-names.js';
import { builtInProfiles } from '../../src/speech/voice-profile.js';
import { Voices } from '../../src/speech/voices.js';

const packs = ['af_bella', 'af_heart', 'af_nicole', 'af_nova', 'af_sky', 'am_adam', 'bf_emma'];
const voices = new Voices(() => packs);

describe('the names of a request', () => {
  test('come before profiles, OpenAI’s names and packs, exactly or in any case', () => {
    const aliases = {
      Narrator: { voice: 'af_bella(2)+af_sky', rate: 0.8 },
      nova: { voice: 'bf_emma' },
      af_heart: { voice: 'af_heart*0.5+af_sky*0.5' },
    };
    expect(voices.resolve('narrator', aliases)).toMatchObject({
      speed: 0.8,
      canonical: 'af_bella(2)+af_sky',
    });
    expect(voices.resolve('NOVA', aliases).canonical).toBe('bf_emma');
    expect(voices.resolve('nova').canonical).toBe('af_nova');
    expect(voices.resolve('af_heart', aliases).canonical).toBe('af_heart(0.5)+af_sky(0.5)');
  });

  test('may have hyphens and blanks when they stand alone', () => {
    const aliases = { 'en-US-AvaNeural': { voice: 'af_heart' }, 'Old Man': { voice: 'am_adam-2' } };
    expect(voices.resolve('en-US-AvaNeural', aliases).canonical).toBe('af_heart');
    expect(voices.resolve('Old Man', aliases)).toMatchObject({ canonical: 'am_adam', pitch: -2 });
  });

  test('multiply the pace of what they stand for', () => {
    const aliases = { calm: { voice: 'serena_meditation-1', rate: 0.5 } };
    expect(voices.resolve('calm', aliases)).toMatchObject({ speed: 0.425, pitch: -1.5, language: 'en-us' });
  });

  test('may be mixed', () => {
    const aliases = { a: { voice: 'af_bella+af_sky' }, b: { voice: 'a' } };
    const { terms } = voices.resolve('b(3)+bf_emma', aliases);
    expect(terms.map(({ name, weight }) => [name, weight])).toEqual([
      ['af_bella', 0.375],
      ['af_sky', 0.375],
      ['bf_emma', 0.25],
    ]);
  });

  test.each([
    ['in a circle', { a: { voice: 'b' }, b: { voice: 'a' } }, /name for itself/],
    [
      'too deep',
      { a: { voice: 'b' }, b: { voice: 'c' }, c: { voice: 'd' }, d: { voice: 'e' }, e: { voice: 'af_sky' } },
      /inside each other/,
    ],
    [
      'too wide',
      {
        a: { voice: Array(16).fill('b').join('+') },
        b: { voice: Array(16).fill('c').join('+') },
        c: { voice: 'af_sky+af_bella' },
      },
      /too many/,
    ],
  ])('are refused when they go %s', (_, aliases, words) => {
    expect(() => voices.resolve('a', aliases)).toThrow(words);
  });
});

describe('the operator’s names', () => {
  const directory = new VoiceDirectory({
    names: {
      ...openaiVoices,
      ...parseVoiceAliases('{"Nova":"bf_emma","House Voice":"af_bella*0.7+af_sky*0.3"}'),
    },
    profiles: {
      ...builtInProfiles,
      ...parseVoiceProfiles(
        '{"slow_emma":{"voice":"bf_emma","speed":0.5,"pitch":1,"volume":0.5,"lang":"b","gender":"Female","name":"Slow","pause_scale":2,"intonation":0.5}}',
      ),
    },
  });
  const ours = new Voices(() => packs, true, directory);

  test('replace OpenAI’s names one by one', () => {
    expect(ours.resolve('NOVA').canonical).toBe('bf_emma');
    expect(ours.resolve('shimmer').canonical).toBe('af_sky');
    expect(ours.resolve('house voice').canonical).toBe('af_bella(0.7)+af_sky(0.3)');
    expect(Object.fromEntries(directory.openai)).toMatchObject({ nova: 'bf_emma', shimmer: 'af_sky' });
  });

  test('have profiles with everything a voice can have', () => {
    expect(ours.resolve('slow_emma+1')).toMatchObject({
      canonical: 'bf_emma+1',
      speed: 0.5,
      pitch: 2,
      volume: 0.5,
      intonation: 0.5,
      pauseScale: 2,
      language: 'en-gb',
    });
    expect(ours.all).toContain('slow_emma');
  });

  test('change for later requests when they are replaced', () => {
    const live = new VoiceDirectory();
    const listed = new Voices(() => packs, true, live);
    expect(() => listed.resolve('late')).toThrow("Voice 'late' not found");
    live.replace({ names: { late: 'af_sky' }, profiles: {} });
    expect(listed.resolve('late').canonical).toBe('af_sky');
    expect(listed.all).not.toContain('serena_meditation');
  });
});

test('packs that appear later are found', () => {
  const growing = ['af_sky'];
  const live = new Voices(() => growing);
  expect(() => live.resolve('mine')).toThrow();
  growing.push('mine');
  expect(live.resolve('mine+af_sky').terms).toHaveLength(2);
  expect(live.all).toContain('mine');
});

test.each([
  [parseVoiceAliases, '{"a":1}', /^a: /],
  [parseVoiceAliases, '{"a":"af_sky++"}', /^a: Voice combination contains empty/],
  [parseVoiceAliases, '[]', /^the file: /],
  [parseVoiceProfiles, '{"p":{"speed":1}}', /^p: /],
  [parseVoiceProfiles, '{"p":{"voice":"af_sky","speed":9}}', /^p\/speed: /],
  [parseVoiceProfiles, '{"p q":{"voice":"af_sky"}}', /^p q: /],
  [parseVoiceProfiles, '{"p":{"voice":"af_sky","lang":"xx"}}', /^p\/lang: expected one of en-us/],
])('a broken file is refused by naming its entry', (parse, json, words) => {
  expect(() => parse(json)).toThrow(words);
});
