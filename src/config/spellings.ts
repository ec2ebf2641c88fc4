/** Other servers' words for a setting's values, in our words. What is not known stays, and fails its check. */

type Spelling = (word: string) => string;

const renamed =
  (words: Readonly<Record<string, string>>): Spelling =>
  (word) =>
    words[word] ?? word;

/** By the letter a voice's name begins with. */
const languageLetters: Readonly<Record<string, string>> = {
  a: 'en-us',
  b: 'en-gb',
  e: 'es',
  f: 'fr-fr',
  h: 'hi',
  i: 'it',
  j: 'ja',
  p: 'pt-br',
  z: 'cmn',
};

/** Level names of Python; `off` is Rust's. */
const levelWords: Readonly<Record<string, string>> = {
  warning: 'warn',
  critical: 'error',
  success: 'info',
  off: 'error',
};

/** A level; of a RUST_LOG list the directive for us, else the one without a target. */
function logLevel(text: string): string {
  const directives = text.split(',').map((directive) => directive.trim());
  const ours = directives.map((directive) => /^kokoro[\w:]*=(.*)$/.exec(directive)?.[1]).find(Boolean);
  const word = ours ?? directives.find((directive) => !directive.includes('=')) ?? 'info';
  return levelWords[word] ?? word;
}

const formats = renamed({ ogg: 'opus', ulaw: 'mulaw' });

const spellings: Readonly<Record<string, Spelling>> = {
  logLevel,
  defaultLang: renamed(languageLetters),
  defaultFormat: formats,
  provider: renamed({ core_ml: 'coreml', mps: 'coreml', direct_ml: 'directml', gpu: 'cuda' }),
};

/** Kokoro-FastAPI's switch for the GPU: what it says of the provider. */
const gpuSwitch = renamed({
  true: 'auto',
  1: 'auto',
  yes: 'auto',
  on: 'auto',
  false: 'cpu',
  0: 'cpu',
  no: 'cpu',
  off: 'cpu',
});

/** A raw value of the setting `key`, found under `name`, as our own names would have it. */
export function inOurWords(key: string, name: string, raw: unknown): unknown {
  if (key === 'formats') return eachFormat(raw);
  const spelling = name === 'USE_GPU' ? gpuSwitch : spellings[key];
  if (spelling === undefined || typeof raw !== 'string') return raw;
  return spelling(raw.trim().toLowerCase());
}

function eachFormat(raw: unknown): unknown {
  if (Array.isArray(raw))
    return raw.map((name) => (typeof name === 'string' ? formats(name.toLowerCase()) : name));
  if (typeof raw !== 'string' || raw.trim().startsWith('[')) return raw;
  return raw
    .split(',')
    .map((name) => formats(name.trim().toLowerCase()))
    .join(',');
}
