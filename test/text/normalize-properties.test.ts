import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { normalizeLikeKokoroFastApi } from '../../src/text/normalize/compat/kokoro-fastapi.js';
import { englishRules, normalizeEnglish } from '../../src/text/normalize/en/english.js';
import type { Mapped } from '../../src/text/spans.js';

const fragments = (
  '1 12 1999 2024 3.14 1,000 007 .5 - – + / : . , $ £ € % ° am p.m. Dr. St. No. the of May Jan. IV Ⅳ km kg s h in ft " \' ( ) [ ] { } < > = * _ ^ ~ | ' +
  '\\ @ # & ² ½ ① → x × A b word COVID e.g. U.S. www. http:// a.com me@x.org é 中 ٣ １ ! ? … th k M bn № § © 0x1F 1e9 -5 1/0 99:99'
).split(' ');
const text = fc
  .array(fc.oneof(fc.constantFrom(...fragments), fc.constantFrom(' ', '\n', '\t')), { maxLength: 14 })
  .map((parts) => parts.join(''));
const anything = fc.string({ unit: 'binary', maxLength: 60 });

/** Outside its edits a mapping's source and target are the same. */
function expectConsistent(source: string, { text: target, edits }: Mapped): void {
  let [read, written] = [0, 0];
  for (const edit of edits) {
    expect(source.slice(read, edit.sourceStart)).toBe(target.slice(written, edit.start));
    [read, written] = [edit.sourceEnd, edit.end];
  }
  expect(source.slice(read)).toBe(target.slice(written));
}

test('no digit and no sign is left, whatever was written', () => {
  fc.assert(
    fc.property(text, (written) => {
      const { text: spoken } = normalizeEnglish(written, {});
      expect(spoken).not.toMatch(/\p{Nd}/u);
      expect(spoken).not.toMatch(/[$£€%°&@#+=/\\*_^~|<>{}[\]²½→×№§©]/u);
    }),
    { numRuns: 3000 },
  );
});

test('any string is read without an exception, its edits hold, and it grows twenty times at most', () => {
  fc.assert(
    fc.property(fc.oneof(text, anything), (written) => {
      for (const mapped of [normalizeEnglish(written, {}), normalizeLikeKokoroFastApi(written, {})]) {
        expectConsistent(written, mapped);
        expect(mapped.text.length).toBeLessThanOrEqual(20 * written.length + 20);
      }
    }),
    { numRuns: 2000 },
  );
});

test('plain words are never lost and never changed', () => {
  const word = fc.constantFrom('hello', 'quick', 'Brown', 'foxes', 'jumped', 'over', "don't", 'café');
  fc.assert(
    fc.property(fc.array(fc.tuple(word, fc.constantFrom(...fragments)), { maxLength: 6 }), (pairs) => {
      const written = pairs.map(([plain, noise]) => `${plain} ${noise}`).join(' ');
      const { text: spoken } = normalizeEnglish(written, {});
      let from = 0;
      for (const [plain] of pairs) {
        const at = spoken.indexOf(plain, from);
        expect(at).toBeGreaterThanOrEqual(from);
        from = at + plain.length;
      }
    }),
    { numRuns: 1000 },
  );
});

test('protected text is touched by no rule', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const written = `${before} 1999 Dr. ${after}`;
      const start = before.length + 1;
      const { text: spoken } = normalizeEnglish(written, { protectedRanges: [{ start, end: start + 8 }] });
      expect(spoken).toContain('1999 Dr.');
    }),
    { numRuns: 500 },
  );
});

test('an endless run of digits is read one by one, a sentence for every sixty-four', () => {
  const { text: spoken } = normalizeEnglish('7'.repeat(1000), {});
  expect(spoken.match(/seven/gu)).toHaveLength(1000);
  expect(Math.max(...spoken.split('.').map((sentence) => sentence.length))).toBeLessThan(8192);
});

test('no pattern repeats without a bound', () => {
  for (const { pattern } of englishRules) {
    const outsideClasses = pattern.source.replace(/\\./gu, 'x').replace(/\[[^\]]*\]/gu, 'x');
    expect(outsideClasses).not.toMatch(/[*+]|\{\d+,\}/u);
  }
});
