/**
 * The machine's own apt source entries, turned to another suite of the same distribution. Entries for other suites
 * (third-party archives, updates, security) are left out.
 */

/**
 * A stanza of a `.sources` file (deb822) for another suite; undefined when it is not for `codename`.
 * @param {string} stanza
 * @param {string} codename the machine's suite
 * @param {string} suite    the one wanted
 */
function turnStanza(stanza, codename, suite) {
  const lines = stanza.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const suites = lines.find((line) => /^suites:/i.test(line));
  const isOff = lines.some((line) => /^enabled:\s*no\b/i.test(line));
  if (!suites || isOff || !suites.split(/\s+/).includes(codename)) return undefined;
  return lines
    .filter((line) => !/^(types|suites):/i.test(line))
    .concat('Types: deb', `Suites: ${suite}`)
    .join('\n');
}

/**
 * A line of a `.list` file as a stanza for another suite; undefined when it is not for `codename`.
 * @param {string} line
 * @param {string} codename
 * @param {string} suite
 */
function turnLine(line, codename, suite) {
  const match = /^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s+(.+)$/.exec(line.trim());
  if (!match || match[3] !== codename) return undefined;
  const [, options = '', address, , components = ''] = match;
  const signedBy = /signed-by=(\S+)/.exec(options)?.[1];
  return [
    'Types: deb',
    `URIs: ${address}`,
    `Suites: ${suite}`,
    `Components: ${components.replace(/\s*#.*$/, '')}`,
    ...(signedBy ? [`Signed-By: ${signedBy}`] : []),
  ].join('\n');
}

/**
 * One deb822 file for `suite`, made of the contents of the machine's `.list` and `.sources` files.
 * @param {{ name: string, text: string }[]} files
 * @param {string} codename
 * @param {string} suite
 */
export function turnSources(files, codename, suite) {
  const stanzas = files.flatMap(({ name, text }) =>
    name.endsWith('.sources')
      ? text.split(/\n\s*\n/).map((stanza) => turnStanza(stanza, codename, suite))
      : text.split('\n').map((line) => turnLine(line, codename, suite)),
  );
  return stanzas.filter((stanza) => stanza !== undefined).join('\n\n');
}
