/** The Dockerfiles against the project: every path, step, script and package they name exists. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { testSteps } from '../../setup/steps/order.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dockerfiles = ['Dockerfile.cpu', 'Dockerfile.cuda'];
/** What a build makes below /app, and is therefore not in the checkout. */
const built = ['node_modules', 'dist', 'build/Release'];

interface Instruction {
  readonly word: string;
  readonly rest: string;
}

/** The instructions of a Dockerfile, continued lines joined, comments left out. */
function instructions(file: string): Instruction[] {
  const text = readFileSync(join(root, file), 'utf8')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n/g, ' ');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [word = '', ...rest] = line.trim().split(/\s+/);
      return { word, rest: rest.join(' ') };
    });
}

const of = (file: string, word: string) =>
  instructions(file)
    .filter((each) => each.word === word)
    .map(({ rest }) => rest);

/** The sources of each COPY with the stage or image they are taken from, if any. */
function copies(file: string): { from: string | undefined; sources: string[] }[] {
  return of(file, 'COPY').map((rest) => {
    const words = rest.split(' ').filter((word) => !word.startsWith('--'));
    return { from: /--from=(\S+)/.exec(rest)?.[1], sources: words.slice(0, -1) };
  });
}

test.each(dockerfiles)('%s copies only what exists', (file) => {
  const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
  const stages = of(file, 'FROM').map((rest) => / AS (\S+)$/.exec(rest)?.[1]);
  for (const { from, sources } of copies(file)) {
    for (const source of sources) {
      if (from === undefined) {
        expect([source, existsSync(join(root, source))]).toEqual([source, true]);
        expect(ignored).not.toContain(source);
      } else if (stages.includes(from) && source.startsWith('/app/')) {
        const path = source.slice('/app/'.length);
        expect([path, built.includes(path) || existsSync(join(root, path))]).toEqual([path, true]);
      }
    }
  }
});

test.each(dockerfiles)('%s takes from a stage what that stage was given or has built', (file) => {
  const given = copies(file)
    .filter(({ from }) => from === undefined)
    .flatMap(({ sources }) => sources);
  const taken = copies(file)
    .filter(({ from }) => from === 'build')
    .flatMap(({ sources }) => sources.filter((source) => source.startsWith('/app/')));
  expect(taken.length).toBeGreaterThan(5);
  for (const source of taken) expect([...given, ...built]).toContain(source.slice('/app/'.length));
});

test.each(dockerfiles)('%s runs scripts and set-up steps that exist, in their order', (file) => {
  const commands = of(file, 'RUN').join('\n');
  const known = testSteps.map(({ name }: { name: string }) => name);
  const steps = [...commands.matchAll(/--only ([\w,-]+)/g)].flatMap(([, names = '']) => names.split(','));
  expect(steps.filter((name) => !known.includes(name))).toEqual([]);
  for (const need of [
    'system',
    'npm',
    'typescript',
    'onnxruntime',
    'native',
    'voices',
    'lexicons',
    'model',
  ]) {
    expect(steps).toContain(need);
  }
  for (const [, script = ''] of commands.matchAll(/\bnode (\S+\.mjs)/g))
    expect(existsSync(join(root, script))).toBe(true);
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const [, script = ''] of commands.matchAll(/\bnpm run (\S+)/g))
    expect(Object.keys(scripts)).toContain(script);
});

test.each(dockerfiles)('%s names no system package that the set-up does not know', (file) => {
  const groups: Record<string, { debian: string[] }> = JSON.parse(
    readFileSync(join(root, 'setup', 'packages.json'), 'utf8'),
  );
  const known = Object.values(groups).flatMap(({ debian }) => debian);
  const named = [
    ...of(file, 'RUN')
      .join('\n')
      .matchAll(/apt-get install ((?:[^&;\n])+)/g),
  ].flatMap(([, words = '']) => words.split(/\s+/).filter((word) => word !== '' && !word.startsWith('-')));
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});

test.each(dockerfiles)('%s runs as nobody in particular, says how it is, and starts the server', (file) => {
  expect(of(file, 'USER')).toEqual(['10001:10001']);
  expect(of(file, 'EXPOSE')).toEqual(['8880 10200']);
  expect(of(file, 'HEALTHCHECK')[0]).toContain('CMD ["kokoro-native", "doctor", "--live"]');
  expect(of(file, 'ENTRYPOINT')).toEqual(['["kokoro-native"]']);
  expect(of(file, 'CMD')).toEqual(['["serve"]']);
  const environment = of(file, 'ENV').join(' ');
  for (const setting of ['KOKORO_HOST=0.0.0.0', 'KOKORO_PORT=8880', 'KOKORO_CACHE_DIR=/kokoro/cache']) {
    expect(environment).toContain(setting);
  }
  const labels = of(file, 'LABEL').join(' ');
  for (const label of ['title', 'description', 'version', 'revision', 'created', 'licenses']) {
    expect(labels).toContain(`org.opencontainers.image.${label}=`);
  }
});

test('the command of the images can be run by its name', () => {
  const command = join(root, 'setup', 'kokoro-native.mjs');
  expect(readFileSync(command, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
  expect(statSync(command).mode & 0o111).toBe(0o111);
});

test('Dockerfile.cuda copies the provider of the runtime the set-up fetches', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'models', 'manifest.json'), 'utf8'));
  const [{ path }] = manifest.artefacts['onnxruntime-cuda12-x64'].files;
  const folder = path.slice(0, path.lastIndexOf('/'));
  expect(of('Dockerfile.cuda', 'RUN').join('\n')).toContain(
    `/kokoro/cache/${folder}/libonnxruntime_providers_`,
  );
});

/** Older than what Debian 12, where the images are built, could link: Ubuntu 22.04 is what CUDA images stand on. */
const newest = { GLIBC: [2, 35], GLIBCXX: [3, 4, 30] };

const addon = join(root, 'build', 'Release', 'tts.node');
(existsSync(addon) ? test : test.skip)(
  'the addon needs no newer C and C++ library than Ubuntu 22.04 has',
  () => {
    const needs = [...readFileSync(addon, 'latin1').matchAll(/\0(GLIBC|GLIBCXX)_([\d.]+)(?=\0)/g)];
    expect(needs.length).toBeGreaterThan(3);
    for (const [, library = '', version = ''] of needs) {
      const limit = library === 'GLIBC' ? newest.GLIBC : newest.GLIBCXX;
      const number = (parts: readonly number[]) => parts.reduce((sum, part) => sum * 1000 + part, 0);
      const parts = [...version.split('.').map(Number), 0, 0].slice(0, limit.length);
      expect([library, version, number(parts) <= number(limit)]).toEqual([library, version, true]);
    }
  },
);
