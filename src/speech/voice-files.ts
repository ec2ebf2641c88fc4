/** The operator's own voices: a file of further names, and one of profiles. */
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { findLanguage, languages } from '../text/languages.js';
import { parseVoice } from './voice-grammar.js';
import { type VoiceProfile, voiceProfile } from './voice-profile.js';

const voiceString = Type.String({ minLength: 1, maxLength: 512 });

const AliasFile = Compile(Type.Record(Type.String(), voiceString));

const Profile = Type.Object({
  voice: voiceString,
  speed: Type.Optional(Type.Number({ minimum: 0.25, maximum: 4 })),
  pitch: Type.Optional(Type.Number({ minimum: -6, maximum: 6 })),
  volume: Type.Optional(Type.Number({ minimum: 0, maximum: 10 })),
  intonation: Type.Optional(Type.Number({ minimum: 0, maximum: 2 })),
  pause_scale: Type.Optional(Type.Number({ minimum: 0.5, maximum: 3 })),
  lang: Type.Optional(Type.String()),
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  gender: Type.Optional(Type.String({ pattern: '^(?:[Ff]emale|[Mm]ale)$' })),
});

const ProfileFile = Compile(Type.Record(Type.String(), Profile));

/** Names in lower case and the voice strings they stand for. Throws an Error that names the entry that is wrong. */
export function parseVoiceAliases(json: string): Record<string, string> {
  const entries: unknown = JSON.parse(json);
  if (!AliasFile.Check(entries)) throw new Error(firstOf(AliasFile.Errors(entries)));
  return Object.fromEntries(
    Object.entries(entries).map(([name, voice]) => {
      checkVoice(name, voice);
      return [name.toLowerCase(), voice];
    }),
  );
}

/** Profiles by id. Throws an Error that names the entry that is wrong. */
export function parseVoiceProfiles(json: string): Record<string, VoiceProfile> {
  const entries: unknown = JSON.parse(json);
  if (!ProfileFile.Check(entries)) throw new Error(firstOf(ProfileFile.Errors(entries)));
  return Object.fromEntries(
    Object.entries(entries).map(([id, entry]) => {
      if (!/^[A-Za-z_]\w{0,63}$/.test(id)) throw new Error(`${id}: expected letters, digits and underscores`);
      checkVoice(id, entry.voice);
      return [id, profileOf(id, entry)];
    }),
  );
}

function profileOf(id: string, entry: Static<typeof Profile>): VoiceProfile {
  const { speed = 1, pitch = 0, volume = 1, intonation = 1, pause_scale: pauseScale = 1 } = entry;
  const language = entry.lang === undefined ? undefined : findLanguage(entry.lang);
  if (entry.lang !== undefined && language === undefined) {
    throw new Error(`${id}/lang: expected one of ${languages.map((known) => known.id).join(', ')}`);
  }
  const gender = /^f/i.test(entry.gender ?? '') ? 'female' : entry.gender === undefined ? undefined : 'male';
  const { voice, name } = entry;
  return voiceProfile(voice, { speed, pitch, volume, intonation, pauseScale, language, name, gender });
}

/** A voice of another service may stand in a file as a name, but what it stands for must be one of our strings. */
function checkVoice(entry: string, voice: string): void {
  try {
    parseVoice(voice);
  } catch (error) {
    throw new Error(`${entry}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function firstOf(errors: readonly { readonly instancePath: string; readonly message: string }[]): string {
  const [first] = errors;
  return `${first?.instancePath.slice(1) || 'the file'}: ${first?.message ?? 'is not valid'}`;
}
