/** docs/configuration.md holds the settings as they are, and no variable is named that does not exist. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Type } from 'typebox';
import { findFormat } from '../../src/audio/format.js';
import { withSettingsTables } from '../../src/config/document.js';
import { settings } from '../../src/config/schema.js';
import { secretFileNames } from '../../src/config/secret-files.js';
import { languages } from '../../src/text/languages.js';

const document = readFileSync('docs/configuration.md', 'utf8');

test('the tables are those of the schema; write-document brings them up to date', () => {
  expect(document).toBe(withSettingsTables(document));
});

test.each(['docs/configuration.md', 'docs/api.md', 'docs/errors.md'])(
  '%s names only variables that exist',
  (file) => {
    const names = settings.flatMap(({ variable, aliases }) => [variable, ...aliases]);
    const known = new Set([...names, ...secretFileNames]);
    const named = [...readFileSync(file, 'utf8').matchAll(/\bKOKORO_[A-Z_]*[A-Z]\b/g)].map(([name]) => name);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  },
);

test('every setting is documented once', () => {
  for (const { variable } of settings) {
    expect([...document.matchAll(new RegExp(`^\\| \`${variable}\` `, 'gm'))]).toHaveLength(1);
  }
});

test('formats and languages are those the server knows', () => {
  const listed = (key: string): readonly unknown[] => {
    const { schema } = settings.find((setting) => setting.key === key) ?? {};
    return Type.IsEnum(schema) ? schema.enum : [];
  };
  expect(listed('defaultFormat').map((name) => findFormat(String(name)))).toEqual(listed('defaultFormat'));
  expect(listed('defaultLang')).toEqual(languages.map(({ id }) => id));
});
