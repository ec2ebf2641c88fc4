/**
 * Cuts a token into the pieces that are looked up one by one or joined: camelCase, digits, hyphens, apostrophes.
 * At each position the first alternative that matches wins. With `keepAll` false a character that nothing matches
 * vanishes, as in misaki; with true it is kept as a piece of its own.
 */
const piece =
  /^['‘’]+|\p{Lu}(?=\p{Lu}\p{Ll})|(?:^-)?(?:\p{Nd}?[,.]?\p{Nd})+|[-_]+|['‘’]{2,}|\p{L}*?(?:['‘’]\p{L})*?\p{Ll}(?=\p{Lu})|\p{L}+(?:['‘’]\p{L})*|[^-_\p{L}'‘’\p{Nd}]|['‘’]+$/gu;

const plainWord = /^[a-z]+$/;

/** The pieces of `token` in order; their texts follow one another unless characters vanished between them. */
export function subTokens(token: string, keepAll: boolean): string[] {
  if (plainWord.test(token)) return [token];
  const found = token.match(piece) ?? [];
  if (!keepAll || found.join('').length === token.length) return found;
  const pieces: string[] = [];
  let end = 0;
  for (const match of token.matchAll(piece)) {
    if (match.index > end) pieces.push(token.slice(end, match.index));
    pieces.push(match[0]);
    end = match.index + match[0].length;
  }
  if (end < token.length) pieces.push(token.slice(end));
  return pieces;
}
