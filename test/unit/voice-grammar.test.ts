import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { SpeechError } from '../../src/errors.js';
import { parseVoice } from '../../src/speech/voice-grammar.js';
import { Voices } from '../../src/speech/voices.js';

const packs = [
  'af_alloy',
  'af_bella',
  'af_heart',
  'af_nicole',
  'af_nova',
  'af_sky',
  'am_onyx',
  'bf_emma',
  'zm_yunxi',
];
const voices = new Voices(() => packs);

interface GrammarRow {
  voice: string;
  terms?: [string, number][];
  pitch?: number;
  error_starts_with?: string;
}
const grammar: GrammarRow[] = readFileSync('test/fixtures/golden/voice-grammar.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

interface SuffixRow {
  voice: string;
  result?: [string, number];
  error?: string;
}
const suffixes: SuffixRow[] = JSON.parse(
  readFileSync('test/fixtures/golden/kokoro-webui.pitch-suffix.json', 'utf8'),
);

function failureOf(act: () => unknown): SpeechError {
  try {
    act();
  } catch (error) {
    if (error instanceof SpeechError) return error;
  }
  throw new Error('Expected a SpeechError.');
}

describe('the golden voice grammar', () => {
  test.each(grammar)('reads $voice', ({ voice, terms, pitch, error_starts_with: words }) => {
    if (words !== undefined) {
      const failure = failureOf(() => voices.resolve(voice));
      expect(failure.message).toMatch(new RegExp(`^${words.replace(/[()*+.']/g, '\\$&')}`));
      expect(failure).toMatchObject({ status: 400, field: 'voice' });
      return;
    }
    const resolved = voices.resolve(voice);
    expect(resolved.pitch).toBe(pitch);
    expect(resolved.terms.map(({ name }) => name)).toEqual(terms?.map(([name]) => name));
    for (const [index, [, weight]] of (terms ?? []).entries()) {
      expect(resolved.terms[index]?.weight).toBeCloseTo(weight, 5);
    }
  });
});

describe("kokoro-webui's pitch suffixes", () => {
  test.each(suffixes.filter(({ result }) => result))('reads $voice alike', ({ voice, result }) => {
    const { terms, pitch } = parseVoice(voice);
    expect([terms[0]?.name, pitch ?? 0]).toEqual(result);
    expect(terms).toHaveLength(1);
  });

  const outOfRange = suffixes.filter(({ error }) => error?.includes('semitones'));
  test.each(outOfRange)('refuses $voice with the same words', ({ voice, error }) => {
    expect(failureOf(() => parseVoice(voice)).message).toBe(error);
  });

  // A mix is a mistake there and a voice here; these are voices in neither grammar.
  test.each(['', 'af_heart+', 'af_heart+2.0.1'])('refuses %j, too', (voice) => {
    expect(failureOf(() => parseVoice(voice)).code).toBe('VOICE_INVALID');
  });
});

describe('voices', () => {
  test.each([
    ['ALLOY', 'af_alloy'],
    ['af', 'af_heart'],
    ['af_shimmer', 'af_sky'],
    ['zf_yunxi', 'zm_yunxi'],
    ['af_bella(3)', 'af_bella'],
    ['af_bella*0.7 + af_sky*0.3', 'af_bella(0.7)+af_sky(0.3)'],
    ['af_bella(2)-af_sky+1.5', 'af_bella(2)-af_sky+1.5'],
  ])('knows %s as %s', (voice, canonical) => {
    expect(voices.resolve(voice).canonical).toBe(canonical);
  });

  test('give a profile its own pace and pitch', () => {
    expect(voices.resolve('serena_meditation-1')).toMatchObject({
      speed: 0.85,
      pitch: -1.5,
      terms: [
        { name: 'af_nicole', weight: 0.7 },
        { name: 'af_sky', weight: 0.3 },
      ],
    });
  });

  test('list a profile only when its voices are there', () => {
    expect(voices.all).toContain('serena_meditation');
    expect(voices.all).not.toContain('ryan_clear');
    expect([...voices.all]).toEqual([...voices.all].sort());
  });

  test("blame the whole name of another service's voice", () => {
    expect(failureOf(() => voices.resolve('en-US-AvaNeural')).message).toMatch(
      /^Voice 'en-US-AvaNeural' not found\. /,
    );
  });

  test.each(['constructor', '__proto__', 'toString'])('know no %s', (name) => {
    expect(failureOf(() => voices.resolve(name)).code).toBe('VOICE_NOT_FOUND');
  });

  test('keep raw weights when normalisation is off', () => {
    const raw = new Voices(() => packs, false).resolve('af_bella(2)+af_sky(1)');
    expect(raw.terms.map(({ weight }) => weight)).toEqual([2, 1]);
  });

  test('refuse more than sixteen terms', () => {
    const failure = failureOf(() => voices.resolve(Array(17).fill('af_sky').join('+')));
    expect(failure.message).toBe('Voice combination may hold at most 16 voices, got 17.');
  });
});
