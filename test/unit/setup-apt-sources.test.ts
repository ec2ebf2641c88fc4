/** setup/fetch/apt-sources.mjs: the machine's apt sources for another suite. */
import { expect, test } from '@jest/globals';
import { turnSources } from '../../setup/fetch/apt-sources.mjs';

const turned = (name: string, text: string) => turnSources([{ name, text }], 'bookworm', 'trixie');

test('turns a deb822 stanza to another suite and leaves updates out', () => {
  const text = [
    'Types: deb deb-src',
    '# a comment',
    'URIs: http://archive.invalid/debian',
    'Suites: bookworm bookworm-updates',
    'Components: main',
    'Signed-By: /usr/share/keyrings/archive.gpg',
    '',
    'Types: deb',
    'URIs: http://archive.invalid/security',
    'Suites: bookworm-security',
    'Components: main',
  ].join('\n');
  expect(turned('debian.sources', text)).toBe(
    [
      'URIs: http://archive.invalid/debian',
      'Components: main',
      'Signed-By: /usr/share/keyrings/archive.gpg',
      'Types: deb',
      'Suites: trixie',
    ].join('\n'),
  );
});

test('turns lines of a list, with their key', () => {
  const text = [
    'deb [arch=amd64 signed-by=/k.gpg] http://archive.invalid/debian bookworm main contrib # ours',
    'deb-src http://archive.invalid/debian bookworm main',
    'deb http://elsewhere.invalid nodistro main',
  ].join('\n');
  expect(turned('sources.list', text)).toBe(
    'Types: deb\nURIs: http://archive.invalid/debian\nSuites: trixie\nComponents: main contrib\nSigned-By: /k.gpg',
  );
});

test('leaves out what is switched off or for another system', () => {
  const off = 'Enabled: no\nTypes: deb\nURIs: http://a.invalid\nSuites: bookworm\nComponents: main';
  expect(turned('a.sources', off)).toBe('');
  expect(turned('b.list', 'deb http://a.invalid jammy main')).toBe('');
});
