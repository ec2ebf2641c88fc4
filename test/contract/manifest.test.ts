/** models/manifest.json: complete, consistent with voices.sha256, and without a registry's address. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

interface Source {
  readonly kind: string;
  readonly url?: string;
  readonly archive?: string;
  readonly sha256?: string;
  readonly integrity?: string;
  readonly parts?: readonly Source[];
  readonly package?: string;
  readonly version?: string;
  readonly suite?: string;
  readonly file?: string;
}

interface Artefact {
  readonly purpose: string;
  readonly licence: string;
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
  readonly sources: readonly Source[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(join(root, 'models', 'manifest.json'), 'utf8');
const artefacts: [string, Artefact][] = Object.entries(JSON.parse(text).artefacts);

test.each(artefacts)('%s says what it is for, under which licence, and what its files are', (_, artefact) => {
  expect(artefact.purpose).toMatch(/\.$/);
  expect(artefact.licence).not.toBe('');
  expect(artefact.files.length).toBeGreaterThan(0);
  for (const { path, bytes, sha256 } of artefact.files) {
    expect(path).toMatch(/^[\w.-]+(\/[\w.-]+)+$/);
    expect(path).not.toContain('..');
    expect(bytes).toBeGreaterThan(0);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  }
});

test.each(artefacts)('%s has sources that name all a client needs', (_, artefact) => {
  for (const source of artefact.sources) {
    for (const part of source.parts ?? [source]) {
      if (source.kind === 'url') expect(part.url).toMatch(/^https:\/\/github\.com\//);
      else {
        expect(part.package).toBeTruthy();
        expect(part.file).toBeTruthy();
        expect(source.kind === 'apt' ? part.suite : part.version).toBeTruthy();
      }
      if (source.kind === 'pip') expect(part.sha256).toMatch(/^[0-9a-f]{64}$/);
      if (source.kind === 'npm') expect(part.integrity).toMatch(/^sha512-/);
    }
  }
});

test('the voices are those of voices.sha256', () => {
  const listed = readFileSync(join(root, 'models', 'voices.sha256'), 'utf8')
    .trim()
    .split('\n')
    .sort();
  const voices = artefacts.find(([name]) => name === 'voices')?.[1].files ?? [];
  expect(voices.map(({ path, sha256 }) => `${sha256} ${path.slice('voices/'.length)}`).sort()).toEqual(
    listed,
  );
});
