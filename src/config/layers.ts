/** Sources of settings in order of precedence, and how one value is chosen among them. */
import { nearest } from './nearest.js';
import { parseValue } from './parse-value.js';
import { type Setting, settings } from './schema.js';
import { inOurWords } from './spellings.js';

/** One source: how it is named, what it holds, and under which names it keeps a setting, strongest first. */
export interface Layer {
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
  names(setting: Setting): readonly string[];
  /** A name as people should read it. */
  spoken(name: string): string;
  /** True for a name that is known, or that only others use, though it is no setting. */
  isKnown(name: string): boolean;
}

export interface Resolution {
  readonly values: Readonly<Record<string, unknown>>;
  /** Where each value comes from, by the setting's key. */
  readonly origins: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
  /** Names nobody knows: mistakes in strict mode. */
  readonly unknown: readonly string[];
  readonly warnings: readonly string[];
}

/** One value as a source has it. */
interface Found {
  readonly layer: Layer;
  readonly name: string;
  readonly raw: unknown;
}

/** Chooses for every setting the strongest value that is set; an empty string is unset. */
export function resolveLayers(layers: readonly Layer[]): Resolution {
  const values: Record<string, unknown> = {};
  const origins: Record<string, string> = {};
  const problems: string[] = [];
  const warnings: string[] = [];
  for (const setting of settings) {
    const found = layers.flatMap((layer) => valuesIn(layer, setting));
    const [first] = found;
    if (first === undefined) continue;
    if (!setting.isMerged) warnings.push(...conflicts(found.filter(({ layer }) => layer === first.layer)));
    const counting = setting.isMerged ? found : [first];
    const parsed = counting.map(({ raw }) => parseValue(setting.schema, raw));
    counting.forEach(({ layer, name, raw }, at) => {
      const result = parsed[at];
      if (result !== undefined && 'allowed' in result)
        problems.push(problem(setting, layer.spoken(name), result.allowed, raw));
    });
    const good = parsed.flatMap((result) => ('value' in result ? [result.value] : []));
    if (good.length > 0) values[setting.key] = setting.isMerged ? [...new Set(good.flat())] : good[0];
    origins[setting.key] = counting
      .map(({ layer, name }) => `${layer.name} ${layer.spoken(name)}`)
      .join(', ');
  }
  return { values, origins, problems, warnings, unknown: layers.flatMap(unknownNames) };
}

function valuesIn(layer: Layer, setting: Setting): Found[] {
  return layer
    .names(setting)
    .filter((name) => isSet(layer.values[name]))
    .map((name) => ({ layer, name, raw: inOurWords(setting.key, name, layer.values[name]) }));
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function problem({ key, isSecret }: Setting, spoken: string, allowed: string, raw: unknown): string {
  // In the words of the server whose users know the limit.
  if (key === 'workers' && /^[+-]?\d+$/.test(String(raw)))
    return `Workers must be between 1 and 64, got ${String(raw)}`;
  return `${spoken} must be ${allowed}, got ${isSecret ? '***' : JSON.stringify(raw)}.`;
}

/** Names within one source that disagree; the first one counts. */
function conflicts([chosen, ...others]: readonly Found[]): string[] {
  if (chosen === undefined) return [];
  const { layer, name, raw } = chosen;
  return others
    .filter((other) => JSON.stringify(other.raw) !== JSON.stringify(raw))
    .map(
      (other) =>
        `${layer.spoken(name)} and ${layer.spoken(other.name)} differ; ${layer.spoken(name)} counts.`,
    );
}

function unknownNames(layer: Layer): string[] {
  const known = settings.flatMap((setting) => layer.names(setting));
  return Object.keys(layer.values)
    .filter((name) => !known.includes(name) && !layer.isKnown(name))
    .map((name) => {
      const near = nearest(name, known);
      const hint = near === undefined ? '' : ` Did you mean ${layer.spoken(near)}?`;
      return `${layer.spoken(name)} is not known.${hint}`;
    });
}
