/** Which voices there are, and what a voice string stands for. */
import { SpeechError } from '../errors.js';
import { type MixTerm, parseVoice } from './voice-grammar.js';
import { builtInProfiles, deprecatedVoices, openaiVoices, type VoiceProfile } from './voice-names.js';

/** A voice string with every name resolved. */
export interface ResolvedVoice {
  /** Weights sum to 1 in absolute value, unless normalisation is off. */
  readonly terms: readonly MixTerm[];
  /** Semitones of the string's suffix and its profile. */
  readonly pitch: number;
  /** True when the string itself has a pitch suffix. */
  readonly hasPitchSuffix: boolean;
  /** Factors of a profile; 1 for plain voices. */
  readonly speed: number;
  readonly volume: number;
  /** The string in its plainest form: resolved names, weights as written. */
  readonly canonical: string;
}

/** Names inside names: aliases and profiles may be mixes of others. */
const deepestAlias = 4;

export class Voices {
  readonly #names: ReadonlySet<string>;

  /** `names`: the packs the engine found; `normalises`: weights are divided by the sum of their absolute values. */
  constructor(
    names: readonly string[],
    private readonly normalises = true,
    private readonly profiles: Readonly<Record<string, VoiceProfile>> = builtInProfiles,
  ) {
    this.#names = new Set([...names].sort());
  }

  /** Packs, sorted. */
  get names(): readonly string[] {
    return [...this.#names];
  }

  /** Packs and those profiles whose voices are there, sorted. */
  get all(): readonly string[] {
    const profiles = Object.entries(this.profiles).filter(([, { voice }]) =>
      parseVoice(voice).terms.every(({ name }) => this.#names.has(name)),
    );
    return [...this.#names, ...profiles.map(([id]) => id)].sort();
  }

  /** Resolves a voice string. Throws VOICE_INVALID or VOICE_NOT_FOUND naming what is wrong. */
  resolve(text: string): ResolvedVoice {
    const { terms, pitch } = parseVoice(text);
    const [only] = terms;
    const profile = terms.length === 1 && only !== undefined ? own(this.profiles, only.name) : undefined;
    const flat = terms.flatMap((term, index) => this.#expand(term, index === 0 ? text : undefined, 0));
    const total = this.normalises ? flat.reduce((sum, { weight }) => sum + Math.abs(weight), 0) : 1;
    const suffix = pitch === undefined || pitch === 0 ? '' : `${pitch > 0 ? '+' : ''}${pitch}`;
    return {
      terms: flat.map(({ name, weight }) => ({ name, weight: flat.length === 1 ? 1 : weight / total })),
      pitch: (pitch ?? 0) + (profile?.pitch ?? 0),
      hasPitchSuffix: pitch !== undefined,
      speed: profile?.speed ?? 1,
      volume: profile?.volume ?? 1,
      canonical: canonical(flat) + suffix,
    };
  }

  /** The packs behind one term, by weight. `whole` is the string to blame when its first name is none of ours. */
  #expand({ name, weight }: MixTerm, whole: string | undefined, depth: number): MixTerm[] {
    const alias =
      own(this.profiles, name)?.voice ?? own(openaiVoices, name.toLowerCase()) ?? own(deprecatedVoices, name);
    if (alias === undefined || depth >= deepestAlias) {
      if (this.#names.has(name)) return [{ name, weight }];
      throw this.#notFound(whole !== undefined && foreignName.test(whole.trim()) ? whole.trim() : name);
    }
    const { terms } = parseVoice(alias);
    const total = terms.reduce((sum, term) => sum + Math.abs(term.weight), 0);
    return terms.flatMap((term) =>
      this.#expand({ name: term.name, weight: (weight * term.weight) / total }, undefined, depth + 1),
    );
  }

  #notFound(name: string): SpeechError {
    const available = [...this.#names].join(', ');
    return new SpeechError('VOICE_NOT_FOUND', `Voice '${name}' not found. Available voices: ${available}`, {
      field: 'voice',
    });
  }
}

/** A voice of another service, as `en-US-AvaNeural`: hyphens there are no subtraction. */
const foreignName = /^[A-Za-z]\w*(?:-[A-Za-z]\w*)+$/;

function canonical(terms: readonly MixTerm[]): string {
  const [only] = terms;
  if (terms.length === 1 && only !== undefined) return only.name;
  return terms
    .map(({ name, weight }, index) => {
      const sign = weight < 0 ? '-' : index === 0 ? '' : '+';
      const size = Number(Math.abs(weight).toFixed(4));
      return `${sign}${name}${size === 1 ? '' : `(${size})`}`;
    })
    .join('');
}

/** A record's own entry: clients choose the key, and `constructor` is none of ours. */
function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
