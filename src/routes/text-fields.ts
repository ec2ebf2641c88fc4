/** Fields that say how a text is read, alike on every route that takes text. */
import { type Static, Type } from 'typebox';
import { SpeechError } from '../errors.js';
import type { TextOptions } from '../speech/text-options.js';
import type { VoiceAliases } from '../speech/voice-directory.js';
import { nullable } from './nullable.js';

const entriesAtMost = 500;

function toggle(description: string) {
  return nullable(Type.Boolean({ description }));
}

/** Members it does not name are ignored; null means the default. */
export const normalizationOptions = nullable(
  Type.Object(
    {
      normalize: toggle('false: only blanks are folded, whatever the other switches say.'),
      unit_normalization: toggle('true: every unit, single letters too; null: those that are unmistakable.'),
      url_normalization: toggle('Web addresses.'),
      email_normalization: toggle('E-mail addresses.'),
      optional_pluralization_normalization: toggle('file(s) as files.'),
      phone_normalization: toggle('Telephone numbers digit by digit.'),
      replace_remaining_symbols: toggle('Signs as words.'),
      number_normalization: toggle('Cardinals, ordinals, decimals, years, versions.'),
      date_normalization: toggle('Dates.'),
      time_normalization: toggle('Times of day.'),
      currency_normalization: toggle('Amounts of money.'),
      abbreviation_normalization: toggle('Abbreviations and titles.'),
      math_normalization: toggle('Formulas.'),
      emoji: nullable(Type.Enum(['skip', 'name'], { description: 'name: emoji are spoken.' })),
      number_style: nullable(
        Type.Enum(['peer', 'us'], { description: 'us: "one hundred one"; peer: "one hundred and one".' }),
      ),
    },
    { description: 'Which written forms are put into words.' },
  ),
);

export const lexiconField = Type.Optional(
  Type.Record(Type.String(), Type.String(), {
    maxProperties: entriesAtMost,
    description: `Words and how they are spoken, IPA or "alias: other words"; at most ${entriesAtMost}.`,
  }),
);

export const markupField = Type.Optional(
  Type.Enum(['auto', 'plain', 'markdown', 'html'], { description: 'Mark-up that is taken off the text.' }),
);

/** Names that tags can hold; others could close the tag and open the next. */
const tagName = '^[A-Za-z0-9_][A-Za-z0-9_+\\-(). *]*$';

/** For texts that choose their voices themselves. */
export const tagFields = {
  allow_voice_tags: Type.Optional(
    Type.Boolean({ description: '[voice:NAME], [rate:N], [pitch:N] and [volume:N] in the text are obeyed.' }),
  ),
  ssml: Type.Optional(
    Type.Union([Type.Boolean(), Type.Literal('extended')], {
      description:
        'The text is SSML if it begins with <speak>; extended: with say-as, pitch, volume and emphasis.',
    }),
  ),
  voice_aliases: nullable(
    Type.Record(
      Type.String({ pattern: tagName, maxLength: 64 }),
      Type.Union([
        Type.String({ maxLength: 512 }),
        Type.Object({
          voice: Type.String({ maxLength: 512 }),
          rate: Type.Optional(Type.Number({ minimum: 0.25, maximum: 4 })),
        }),
      ]),
      { maxProperties: 64, description: 'Names of this request for voices, with a pace each if wanted.' },
    ),
  ),
};

const TagFields = Type.Object(tagFields);

/** All of them, for the schemas of bodies. */
export const textFields = {
  normalization_options: normalizationOptions,
  allow_silence_tags: Type.Optional(Type.Boolean({ description: '[0.5s] in the text is a silence.' })),
  lexicon: lexiconField,
  markup: markupField,
  ...tagFields,
};

const TextFields = Type.Object(textFields);

/** What a body's fields ask of the speech room; `voice` speaks where SSML names none. */
export function textOptions(body: Static<typeof TextFields>, voice = ''): TextOptions {
  return {
    lexicon: body.lexicon,
    markup: body.markup,
    normalization: body.normalization_options,
    silenceTags: body.allow_silence_tags,
    voiceTags: body.allow_voice_tags,
    ssml: body.ssml ? { extended: body.ssml === 'extended', voice } : undefined,
  };
}

/** The request's own names for voices. Throws INVALID_REQUEST for a target that no tag can hold. */
export function voiceAliases({ voice_aliases }: Static<typeof TagFields>): VoiceAliases | undefined {
  if (!voice_aliases) return undefined;
  const target = new RegExp(tagName);
  return Object.fromEntries(
    Object.entries(voice_aliases).map(([name, alias]) => {
      const entry = typeof alias === 'string' ? { voice: alias } : alias;
      if (target.test(entry.voice)) return [name, entry];
      const message = `Voice alias '${name}' contains characters that cannot appear in a voice name`;
      throw new SpeechError('INVALID_REQUEST', message, { field: 'voice_aliases' });
    }),
  );
}
