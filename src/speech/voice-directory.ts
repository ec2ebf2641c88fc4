/** What a name stands for besides a pack: request alias, profile, OpenAI's name, deprecated id, strongest first. */
import { deprecatedVoices, openaiVoices } from './voice-names.js';
import { builtInProfiles, type VoiceProfile, voiceProfile } from './voice-profile.js';

/** Names of one request: exact first, then in any case. `rate` multiplies the pace. */
export type VoiceAliases = Readonly<
  Record<string, { readonly voice: string; readonly rate?: number | undefined }>
>;

export interface VoiceEntries {
  /** Names in lower case, OpenAI's thirteen among them, and the voice strings they stand for. */
  readonly names: Readonly<Record<string, string>>;
  readonly profiles: Readonly<Record<string, VoiceProfile>>;
}

/** What a server has whose operator adds nothing. */
export const builtInEntries: VoiceEntries = { names: openaiVoices, profiles: builtInProfiles };

export class VoiceDirectory {
  #entries: VoiceEntries;

  constructor(entries: VoiceEntries = builtInEntries) {
    this.#entries = entries;
  }

  /** From now on requests find these. */
  replace(entries: VoiceEntries): void {
    this.#entries = entries;
  }

  get profiles(): Readonly<Record<string, VoiceProfile>> {
    return this.#entries.profiles;
  }

  /** OpenAI's names and the voice strings that speak for them here. */
  get openai(): readonly (readonly [name: string, voice: string])[] {
    return Object.entries(openaiVoices).map(([name, voice]) => [
      name,
      own(this.#entries.names, name) ?? voice,
    ]);
  }

  /** What a name stands for; undefined: nothing but perhaps a pack. */
  find(name: string, aliases: VoiceAliases = {}): VoiceProfile | undefined {
    const alias = own(aliases, name) ?? inAnyCase(aliases, name);
    if (alias !== undefined) return voiceProfile(alias.voice, { speed: alias.rate ?? 1 });
    const profile = own(this.#entries.profiles, name);
    if (profile !== undefined) return profile;
    const voice = own(this.#entries.names, name.toLowerCase()) ?? own(deprecatedVoices, name);
    return voice === undefined ? undefined : voiceProfile(voice);
  }
}

function inAnyCase<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  const plain = name.toLowerCase();
  return Object.entries(record).find(([key]) => key.toLowerCase() === plain)?.[1];
}

/** A record's own entry: clients choose the key, and `constructor` is none of ours. */
function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
