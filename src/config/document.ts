/** The settings as a table for docs/configuration.md. */
import { allowed } from './parse-value.js';
import { type Setting, sections, settings } from './schema.js';

/** Marks around the generated part of the document. */
export const generatedMarks = {
  start: '<!-- settings: generated -->',
  end: '<!-- settings: end -->',
} as const;

/** One Markdown table per section. */
export function settingsTables(): string {
  return Object.entries(sections)
    .map(([title, properties]) => {
      const rows = settings.filter(({ key }) => Object.hasOwn(properties, key)).map(row);
      return [
        `### ${title}`,
        '',
        '| variable | default | allowed | meaning |',
        '|---|---|---|---|',
        ...rows,
      ].join('\n');
    })
    .join('\n\n');
}

/** The document with its generated part brought up to date. Throws when the marks are missing. */
export function withSettingsTables(document: string): string {
  const { start, end } = generatedMarks;
  const from = document.indexOf(start);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The document lacks the marks ${start} and ${end}.`);
  return `${document.slice(0, from + start.length)}\n\n${settingsTables()}\n\n${document.slice(to)}`;
}

function row({ variable, aliases, unit, description, hasNoEffect, schema }: Setting): string {
  const fallback: unknown = Reflect.get(schema, 'default');
  const also = aliases.length > 0 ? ` Also read from ${aliases.map(code).join(', ')}.` : '';
  const effect = hasNoEffect ? ' (Accepted; no effect yet.)' : '';
  const range = `${allowed(schema)}${unit === undefined ? '' : ` (${unit})`}`;
  return `| ${code(variable)} | ${fallback === undefined ? '–' : code(shown(fallback))} | ${range} | ${description}${effect}${also} |`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length > 0 ? value.join(',') : 'empty';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}
