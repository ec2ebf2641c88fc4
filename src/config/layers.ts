/** Sources of settings in order of precedence, and how one value is chosen among them. */
import { nearest } from './nearest.js';
import { parseValue } from './parse-value.js';
import { type Setting, settings } from './schema.js';

/** One source: how it is named, what it holds, and under which names it keeps a setting, strongest first. */
export interface Layer {
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
  names(setting: Setting): readonly string[];
  /** A name as people should read it. */
  spoken(name: string): string;
  /** True for names that only we use, so that an unknown one is a mistake. */
  isOurs(name: string): boolean;
}

export interface Resolution {
  readonly values: Readonly<Record<string, unknown>>;
  /** Where each value comes from, by the setting's key. */
  readonly origins: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** Variables of ours that others read: the install script. */
const foreign = new Set(['KOKORO_INSTALL_DIR', 'KOKORO_VERSION']);

/** Chooses for every setting the strongest value that is set; an empty string is unset. */
export function resolveLayers(layers: readonly Layer[]): Resolution {
  const values: Record<string, unknown> = {};
  const origins: Record<string, string> = {};
  const problems: string[] = [];
  const warnings = layers.flatMap(unknownNames);
  for (const setting of settings) {
    for (const layer of layers) {
      const [chosen, ...others] = layer.names(setting).filter((name) => isSet(layer.values[name]));
      if (chosen === undefined) continue;
      warnings.push(...conflicts(layer, chosen, others));
      const raw = layer.values[chosen];
      const parsed = parseValue(setting.schema, setting.key === 'logLevel' ? logLevel(raw) : raw);
      if ('value' in parsed) values[setting.key] = parsed.value;
      else problems.push(`${layer.spoken(chosen)} must be ${parsed.allowed}, got ${JSON.stringify(raw)}.`);
      origins[setting.key] = `${layer.name} ${layer.spoken(chosen)}`;
      break;
    }
  }
  return { values, origins, problems, warnings };
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function conflicts(layer: Layer, chosen: string, others: readonly string[]): string[] {
  return others
    .filter((name) => layer.values[name] !== layer.values[chosen])
    .map(
      (name) => `${layer.spoken(chosen)} and ${layer.spoken(name)} differ; ${layer.spoken(chosen)} counts.`,
    );
}

function unknownNames(layer: Layer): string[] {
  const known = settings.flatMap((setting) => layer.names(setting));
  return Object.keys(layer.values)
    .filter((name) => layer.isOurs(name) && !known.includes(name) && !foreign.has(name))
    .map((name) => {
      const near = nearest(name, known);
      const hint = near === undefined ? '' : ` Did you mean ${layer.spoken(near)}?`;
      return `${layer.spoken(name)} is not known.${hint}`;
    });
}

/** Level names of Python and of Rust's RUST_LOG in our words. */
const levelWords: Readonly<Record<string, string>> = { warning: 'warn', critical: 'error', success: 'info' };

/** A level; of a RUST_LOG list the directive without a target, or the one for us. */
function logLevel(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw;
  const directives = raw.split(',').map((directive) => directive.trim().toLowerCase());
  const ours = directives.find((directive) => /^kokoro\w*=/.test(directive))?.split('=')[1];
  const word = ours ?? directives.find((directive) => !directive.includes('=')) ?? 'info';
  return levelWords[word] ?? word;
}
