/** Markdown to text: the marks go, the words stay; headings and list items end a sentence. */
import { replaceAll } from '../span-writer.js';
import { chain, type Mapped } from '../spans.js';

type Step = (text: string) => Mapped;

/** Code between fences is not read; an open fence runs to the end of the text. */
const fences: Step = (text) => {
  if (!text.includes('```') && !text.includes('~~~')) return { text, edits: [] };
  let open: string | undefined;
  return replaceAll(text, /^.*$\n?/gmu, ([line]) => {
    const fence = /^[ \t]{0,3}(```|~~~)/u.exec(line)?.[1];
    if (open === undefined) {
      open = fence;
      return fence === undefined ? undefined : '\n';
    }
    if (fence !== open) return '';
    open = undefined;
    return '\n';
  });
};

const headings: Step = (text) =>
  replaceAll(
    text,
    /^[ \t]{0,3}#{1,6}[ \t]+(\S[^\n]*)$/gmu,
    ({ 1: words = '' }) => `${words.replace(/[ \t#]+$/u, '')}\n\n`,
  );

const rules: Step = (text) =>
  replaceAll(
    text,
    /^[ \t]{0,3}(?:-[ \t]{0,3}){3,64}$|^[ \t]{0,3}(?:[*_][ \t]{0,3}){3,64}$|^={3,}$/gmu,
    () => '',
  );

const bullets: Step = (text) =>
  replaceAll(
    text,
    /^([ \t]{0,12})(?:[-*+•][ \t]+(?:\[[ xX]\][ \t]+)?|>[ \t>]{0,12})(?=\S)/gmu,
    ({ index }) => (index === 0 ? '' : '\n'),
  );

const links: Step = (text) =>
  replaceAll(
    text,
    /!?\[([^[\]]{0,512})\]\((?:https?:|mailto:|www\.|\.{0,2}\/(?=[^()\s]{0,256}\.)|#|[\w%-]{1,128}\.)[^()\s]{0,2048}(?:[ \t]+"[^"\n]{0,256}")?\)/gu,
    ({ 1: words = '' }) => words,
  );

const code: Step = (text) => replaceAll(text, /(`{1,3})([^`\n]{1,1024})\1/gu, ({ 2: words = '' }) => words);

const strong: Step = (text) =>
  replaceAll(
    text,
    /(?<![\p{L}\p{N}_*])(\*\*\*|___|\*\*|__)(?=\S)([^*_\n]{1,1024})(?<=\S)\1(?![\p{L}\p{N}_*])/gu,
    ({ 2: words = '' }) => words,
  );

const emphasis: Step = (text) =>
  replaceAll(
    text,
    /(?<![\p{L}\p{N}_*\\])([*_])(?=[^\s*_])([^*_\n]{1,1024})(?<=\S)\1(?![\p{L}\p{N}_*])/gu,
    ({ 2: words = '' }) => words,
  );

const struck: Step = (text) =>
  replaceAll(text, /~~(?=\S)([^~\n]{1,1024})(?<=\S)~~/gu, ({ 1: words = '' }) => words);

/** A row of a table becomes a list of its cells; the rule under the head goes. */
const tables: Step = (text) =>
  replaceAll(text, /^[ \t]*\|.*\|[ \t]*$/gmu, ([row]) => {
    if (/^[\s|:-]*$/u.test(row)) return '';
    const cells = row.split('|').map((cell) => cell.trim());
    return `${cells.filter((cell) => cell !== '').join(', ')}\n`;
  });

const safe: readonly Step[] = [fences, tables, rules, headings, bullets, links, code, strong, struck];

/** With `unambiguousOnly`, single `*` and `_` stay: they are multiplication and names as often as emphasis. */
export function stripMarkdown(text: string, unambiguousOnly: boolean): Mapped {
  const steps = unambiguousOnly ? safe : [...safe, emphasis];
  return steps.reduce<Mapped>((mapped, step) => chain(mapped, step(mapped.text)), { text, edits: [] });
}
