/** Tags that follow from the characters alone: signs, brackets, and quotation marks by their pairs. */

const signs: ReadonlyMap<string, string> = new Map([
  ['$', '$'],
  ['£', '$'],
  ['€', '$'],
  ['(', '-LRB-'],
  [')', '-RRB-'],
  [',', ','],
  ['.', '.'],
  ['?', '.'],
  ['!', '.'],
  [':', ':'],
  [';', ':'],
  ['—', ':'],
  ['--', ':'],
  ['---', ':'],
  ['...', ':'],
  ['…', ':'],
  ['%', 'NN'],
  ['&', 'CC'],
  ['“', '``'],
  ['”', "''"],
]);

/** A straight quotation mark opens where a blank stands before it and none after; failing that, marks take turns. */
function straightQuote(afterBlank: boolean, beforeBlank: boolean, isOpen: boolean): string {
  if (afterBlank !== beforeBlank) return afterBlank ? '``' : "''";
  return isOpen ? "''" : '``';
}

const opensBefore: ReadonlySet<string> = new Set(['(', '[', '—', '--', '-', "'", '“', '‘']);

/** Writes the tags that rules know into `tags`, '' elsewhere. */
export function ruleTags(
  words: readonly string[],
  followedByBlank: readonly boolean[],
  tags: string[],
): string[] {
  let isOpen = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    let tag = word.length <= 3 ? (signs.get(word) ?? '') : '';
    if (word === '"') {
      const before = words[i - 1];
      const afterBlank = before === undefined || followedByBlank[i - 1] === true || opensBefore.has(before);
      const beforeBlank = i === words.length - 1 || followedByBlank[i] === true;
      tag = straightQuote(afterBlank, beforeBlank, isOpen);
      isOpen = tag === '``';
    }
    tags[i] = tag;
  }
  return tags;
}
