/** What a client may switch, as `normalization_options` names it; null and absence mean the default. */

export interface NormalizationSwitches {
  readonly normalize?: boolean | null | undefined;
  readonly unit_normalization?: boolean | null | undefined;
  readonly url_normalization?: boolean | null | undefined;
  readonly email_normalization?: boolean | null | undefined;
  readonly optional_pluralization_normalization?: boolean | null | undefined;
  readonly phone_normalization?: boolean | null | undefined;
  readonly replace_remaining_symbols?: boolean | null | undefined;
  readonly number_normalization?: boolean | null | undefined;
  readonly date_normalization?: boolean | null | undefined;
  readonly time_normalization?: boolean | null | undefined;
  readonly currency_normalization?: boolean | null | undefined;
  readonly abbreviation_normalization?: boolean | null | undefined;
  readonly math_normalization?: boolean | null | undefined;
  readonly emoji?: 'skip' | 'name' | null | undefined;
  readonly number_style?: NumberStyle | null | undefined;
}

/** `peer`: "one hundred and one", "one thousand, two hundred"; `us`: neither "and" nor comma. */
export type NumberStyle = 'peer' | 'us';

/** The switches that turn a class of written forms on or off. */
export type ClassSwitch = Exclude<
  keyof NormalizationSwitches,
  'normalize' | 'unit_normalization' | 'emoji' | 'number_style'
>;

/** Text no rule touches: pronunciations somebody prescribed. UTF-16 offsets, sorted, end exclusive. */
export interface Protected {
  readonly start: number;
  readonly end: number;
}

export interface NormalizeOptions {
  /** Order of dates; default `en-us`. */
  readonly locale?: 'en-us' | 'en-gb' | undefined;
  readonly switches?: NormalizationSwitches | null | undefined;
  readonly protectedRanges?: readonly Protected[] | undefined;
}

/** True unless the client turned the class off. */
export function isOn(switches: NormalizationSwitches | null | undefined, name: ClassSwitch): boolean {
  return switches?.[name] ?? true;
}
