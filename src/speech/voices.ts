/** Which voices there are, and what a voice string stands for. */
import { SpeechError } from '../errors.js';
import type { Language } from '../text/languages.js';
import { type VoiceAliases, VoiceDirectory } from './voice-directory.js';
import { type MixTerm, parseVoice } from './voice-grammar.js';
import type { VoiceProfile } from './voice-profile.js';

/** A voice string with every name resolved. */
export interface ResolvedVoice {
  /** Weights sum to 1 in absolute value, unless normalisation is off. */
  readonly terms: readonly MixTerm[];
  /** Semitones of the string's suffix and of the profiles it names. */
  readonly pitch: number;
  /** True when the string itself has a pitch suffix. */
  readonly hasPitchSuffix: boolean;
  /** Factors of the profile or alias the string consists of; 1 for plain voices. */
  readonly speed: number;
  readonly volume: number;
  readonly intonation: number;
  readonly pauseScale: number;
  /** The profile's language; undefined: the first voice decides. */
  readonly language: Language | undefined;
  /** The string in its plainest form: resolved names, weights as written. */
  readonly canonical: string;
}

type Manner = Pick<
  ResolvedVoice,
  'terms' | 'pitch' | 'speed' | 'volume' | 'intonation' | 'pauseScale' | 'language'
>;

/** Names inside names: aliases and profiles may be mixes of others. */
const deepestName = 4;
/** Packs a voice string may come to: sixteen names of sixteen voices. */
const mostPacks = 256;

/** Who is asking: the names of its request, and the names that led here. */
interface Context {
  readonly packs: ReadonlySet<string>;
  readonly aliases: VoiceAliases;
  readonly path: readonly string[];
}

export class Voices {
  /**
   * `packs` tells the packs the engine has by now; `normalises`: weights are divided by the sum of their absolute
   * values; `directory`: what names stand for besides.
   */
  constructor(
    private readonly packs: () => readonly string[],
    private readonly normalises = true,
    readonly directory = new VoiceDirectory(),
  ) {}

  /** Packs, sorted. */
  get names(): readonly string[] {
    return [...this.packs()].sort();
  }

  /** Packs and those profiles whose voices are there, sorted. */
  get all(): readonly string[] {
    const profiles = Object.keys(this.directory.profiles).filter((id) => this.#speaks(id));
    return [...new Set([...this.packs(), ...profiles])].sort();
  }

  /** Resolves a voice string. Throws VOICE_INVALID or VOICE_NOT_FOUND naming what is wrong. */
  resolve(text: string, aliases: VoiceAliases = {}): ResolvedVoice {
    const context = { packs: new Set(this.packs()), aliases, path: [] };
    const { terms, ...manner } = this.#manner(text, context);
    const suffix = this.#named(text.trim(), context) === undefined ? parseVoice(text).pitch : undefined;
    const total = this.normalises ? weightOf(terms) : 1;
    const weightOfOnly = (weight: number): number => (terms.length === 1 ? 1 : weight / total);
    return {
      ...manner,
      terms: terms.map(({ name, weight }) => ({ name, weight: weightOfOnly(weight) })),
      hasPitchSuffix: suffix !== undefined,
      canonical: canonical(terms) + (suffix ? `${suffix > 0 ? '+' : ''}${suffix}` : ''),
    };
  }

  #speaks(profile: string): boolean {
    try {
      this.resolve(profile);
      return true;
    } catch {
      return false;
    }
  }

  /** How a voice string sounds. The manner of names within a mix is not theirs to give: only their packs count. */
  #manner(text: string, context: Context): Manner {
    const whole = this.#named(text.trim(), context);
    if (whole !== undefined) return this.#profiled(text.trim(), whole, context);
    const { terms, pitch = 0 } = parseVoice(text);
    const [only] = terms;
    const named = terms.length === 1 && only !== undefined ? this.#named(only.name, context) : undefined;
    if (only !== undefined && named !== undefined) {
      const manner = this.#profiled(only.name, named, context);
      return { ...manner, pitch: manner.pitch + pitch };
    }
    const flat = terms.flatMap((term, index) => this.#expand(term, index === 0 ? text : undefined, context));
    if (flat.length > mostPacks)
      throw invalid(`Voice '${text.trim().slice(0, 64)}' is a mix of too many voices`);
    const plain = { speed: 1, volume: 1, intonation: 1, pauseScale: 1, language: undefined };
    return { terms: flat, pitch, ...plain };
  }

  #profiled(name: string, profile: VoiceProfile, context: Context): Manner {
    const inner = this.#manner(profile.voice, deeper(name, context));
    return {
      terms: inner.terms,
      pitch: inner.pitch + profile.pitch,
      speed: inner.speed * profile.speed,
      volume: inner.volume * profile.volume,
      intonation: inner.intonation * profile.intonation,
      pauseScale: inner.pauseScale * profile.pauseScale,
      language: profile.language ?? inner.language,
    };
  }

  /** The packs behind one term, by weight. `whole` is the string to blame when its first name is none of ours. */
  #expand({ name, weight }: MixTerm, whole: string | undefined, context: Context): MixTerm[] {
    const named = this.#named(name, context);
    if (named !== undefined) {
      const { terms } = this.#manner(named.voice, deeper(name, context));
      const total = weightOf(terms);
      return terms.map((term) => ({ name: term.name, weight: (weight * term.weight) / total }));
    }
    if (context.packs.has(name)) return [{ name, weight }];
    if (context.path.includes(name)) throw invalid(`Voice '${name}' is a name for itself`);
    throw this.#notFound(whole !== undefined && foreignName.test(whole.trim()) ? whole.trim() : name);
  }

  /** What a name stands for; within what it stands for itself, it is a pack or nothing. */
  #named(name: string, { aliases, path }: Context): VoiceProfile | undefined {
    return path.includes(name) ? undefined : this.directory.find(name, aliases);
  }

  #notFound(name: string): SpeechError {
    const available = this.names.join(', ');
    return new SpeechError('VOICE_NOT_FOUND', `Voice '${name}' not found. Available voices: ${available}`, {
      field: 'voice',
    });
  }
}

function deeper(name: string, context: Context): Context {
  const path = [...context.path, name];
  if (path.length > deepestName)
    throw invalid(`Voice '${path[0]}' has more than ${deepestName} names inside each other`);
  return { ...context, path };
}

/** A voice of another service, as `en-US-AvaNeural`: hyphens there are no subtraction. */
const foreignName = /^[A-Za-z]\w*(?:-[A-Za-z]\w*)+$/;

function weightOf(terms: readonly MixTerm[]): number {
  return terms.reduce((sum, { weight }) => sum + Math.abs(weight), 0);
}

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

function invalid(message: string): SpeechError {
  return new SpeechError('VOICE_INVALID', message, { field: 'voice' });
}
