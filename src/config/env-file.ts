/** `.env` files: `NAME=value` lines, `export` in front, quotes around, ` #` comments behind. */

/** The variables of a file's text; lines that are none are skipped. */
export function parseEnvFile(text: string): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line);
    if (match?.[1] !== undefined) variables[match[1]] = value(match[2] ?? '');
  }
  return variables;
}

function value(text: string): string {
  const quoted = /^(?:"([^"]*)"|'([^']*)')/.exec(text);
  if (quoted !== null) return quoted[1] ?? quoted[2] ?? '';
  return text.replace(/(^|\s)#.*$/, '').trim();
}
