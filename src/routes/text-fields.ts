/** Fields that say how a text is read, alike on every route that takes text. */
import { type Static, Type } from 'typebox';
import type { TextOptions } from '../speech/text-options.js';
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

/** All of them, for the schemas of bodies. */
export const textFields = {
  normalization_options: normalizationOptions,
  allow_silence_tags: Type.Optional(Type.Boolean({ description: '[0.5s] in the text is a silence.' })),
  lexicon: lexiconField,
  markup: markupField,
};

const TextFields = Type.Object(textFields);

/** What a body's fields ask of the speech room. */
export function textOptions(body: Static<typeof TextFields>): TextOptions {
  return {
    lexicon: body.lexicon,
    markup: body.markup,
    normalization: body.normalization_options,
    silenceTags: body.allow_silence_tags,
  };
}
