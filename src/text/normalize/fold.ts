/** Many ways to write one mark: quotes, dashes, ellipses, blanks, wide letters and other digits become the plain ones. */
import { replaceAll } from '../span-writer.js';
import { chain, type Mapped } from '../spans.js';

const marks: Record<string, string> = {
  '‘': "'",
  '’': "'",
  ʼ: "'",
  '′': "'",
  '‛': "'",
  '`': "'",
  '´': "'",
  '«': '“',
  '»': '”',
  '„': '“',
  '‟': '“',
  '″': '"',
  '‐': '-',
  '‑': '-',
  '‒': '–',
  '―': '—',
  '−': '-',
  '⁃': '-',
  '﹣': '-',
  '⁄': '/',
  '∕': '/',
  '、': ', ',
  '，': ', ',
  '。': '. ',
  '．': '.',
  '！': '! ',
  '？': '? ',
  '：': ': ',
  '；': '; ',
  '·': ' ',
  '‥': '…',
};

const foldable =
  /[‘’ʼ′‛`´«»„‟″‐‑‒―−⁃﹣⁄∕、，。．！？：；‥]|(?<!\.)\.{3,64}(?!\d)|\. \. \.(?! \.)|(?<!-)-{2,3}(?!-)|[ﬀ-ﬆ\uff01-\uff5e\u{1d400}-\u{1d7ff}Ⅰ-ⅿ①-⓿❶-➓㉑-㉟㊱-㊿]|(?![0-9])\p{Nd}/gu;

function fold(mark: string): string {
  const plain = marks[mark];
  if (plain !== undefined) return plain;
  if (mark.startsWith('.')) return '…';
  if (mark.startsWith('-')) return '—';
  const plainForm = mark.normalize('NFKC');
  return /^\p{Nd}$/u.test(plainForm) && !/^[0-9]$/u.test(plainForm) ? digitOf(plainForm) : plainForm;
}

/** The decimal digits of every script stand in rows of ten, from zero. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

/** Runs of blanks become one; line ends stay, because they can end a sentence, two at most. */
export function foldBlanks(text: string): Mapped {
  return replaceAll(text, /[^\S\n]+(?:\n\s*)?|\n\s*/gu, ([run]) => {
    const lines = run.split('\n').length - 1;
    return lines === 0 ? ' ' : lines === 1 ? '\n' : '\n\n';
  });
}

export function foldMarks(text: string): Mapped {
  const blanks = foldBlanks(text);
  return chain(
    blanks,
    replaceAll(blanks.text, foldable, ([mark]) => fold(mark)),
  );
}

/** What rules leave behind: doubled blanks, blanks at the ends and before marks. */
export function tidy(text: string): Mapped {
  return replaceAll(text, /^[^\S\n]+|[^\S\n]+$|[^\S\n]{2,}|[^\S\n](?=[,;!?)])/gu, ({ 0: run, index }) =>
    index === 0 || index + run.length === text.length || /[,;!?)]/u.test(text.charAt(index + run.length))
      ? ''
      : ' ',
  );
}
