import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { replaceAll, SpanWriter } from '../../src/text/span-writer.js';
import { chain, compose, invert, type Mapped, toSource } from '../../src/text/spans.js';

const rewrite = (text: string, pattern: RegExp, to: string): Mapped => replaceAll(text, pattern, () => to);

/** What a mapping claims: outside its edits, source and target are equal. */
function isConsistent(source: string, { text, edits }: Mapped): boolean {
  let [read, written] = [0, 0];
  for (const edit of edits) {
    if (edit.sourceStart < read || edit.start < written || edit.sourceEnd < edit.sourceStart) return false;
    if (source.slice(read, edit.sourceStart) !== text.slice(written, edit.start)) return false;
    [read, written] = [edit.sourceEnd, edit.end];
  }
  return source.slice(read) === text.slice(written);
}

test('words made from one written form all carry its range', () => {
  const mapped = new SpanWriter('pay $5 now').replace(4, 6, 'five dollars', 'currency').finish();
  expect(mapped.text).toBe('pay five dollars now');
  expect(toSource(mapped.edits, 4, 8)).toEqual({ start: 4, end: 6 });
  expect(toSource(mapped.edits, 9, 16)).toEqual({ start: 4, end: 6 });
  expect(toSource(mapped.edits, 17, 20)).toEqual({ start: 7, end: 10 });
  expect(mapped.edits[0]?.class).toBe('currency');
});

test('a deletion belongs to neither neighbour', () => {
  const mapped = new SpanWriter('a**b').replace(1, 3, '').finish();
  expect(mapped.text).toBe('ab');
  expect(toSource(mapped.edits, 0, 1)).toEqual({ start: 0, end: 1 });
  expect(toSource(mapped.edits, 1, 2)).toEqual({ start: 3, end: 4 });
  expect(toSource(mapped.edits, 0, 2)).toEqual({ start: 0, end: 4 });
});

test('a range can be followed into the new text', () => {
  const mapped = rewrite('aa x bb', /a+/gu, 'c');
  expect(mapped.text).toBe('c x bb');
  expect(toSource(invert(mapped.edits), 3, 4)).toEqual({ start: 2, end: 3 });
  expect(toSource(invert(mapped.edits), 0, 1)).toEqual({ start: 0, end: 1 });
});

test('two rewritings chained map to the first source', () => {
  const first = rewrite('see &amp; $5', /&amp;/gu, '&');
  const second = rewrite(first.text, /\$5/gu, 'five dollars');
  const both = chain(first, second);
  expect(both.text).toBe('see & five dollars');
  expect(toSource(both.edits, 6, 10)).toEqual({ start: 10, end: 12 });
});

test('edits that overlap in the middle become one', () => {
  const first = [{ sourceStart: 2, sourceEnd: 3, start: 2, end: 5 }];
  const second = [{ sourceStart: 4, sourceEnd: 6, start: 4, end: 5 }];
  expect(compose(first, second)).toEqual([{ sourceStart: 2, sourceEnd: 4, start: 2, end: 5 }]);
});

test('chains of arbitrary rewritings stay consistent', () => {
  const pattern = fc.constantFrom(/a/gu, /b+/gu, /ab/gu, / /gu, /c{2}/gu, /(?=b)/gu, /a|c/gu);
  const replacement = fc.constantFrom('', 'a', 'bb', 'c c', 'abc');
  const source = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 30 });
  fc.assert(
    fc.property(source, fc.array(fc.tuple(pattern, replacement), { maxLength: 5 }), (text, steps) => {
      const mapped = steps.reduce<Mapped>((so, [from, to]) => chain(so, rewrite(so.text, from, to)), {
        text,
        edits: [],
      });
      expect(isConsistent(text, mapped)).toBe(true);
      for (let at = 0; at < mapped.text.length; at += 1) {
        const { start, end } = toSource(mapped.edits, at, at + 1);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
