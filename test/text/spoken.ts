/** A text as it is spoken: mark-up off, then the normaliser, as the front end chains them. */
import { stripMarkup } from '../../src/text/markup/markup.js';
import { normalizeLikeKokoroFastApi } from '../../src/text/normalize/compat/kokoro-fastapi.js';
import { normalizeEnglish } from '../../src/text/normalize/en/english.js';
import type { NormalizationSwitches, NormalizeOptions } from '../../src/text/normalize/options.js';

export function spoken(
  text: string,
  switches: NormalizationSwitches | null = null,
  locale: NormalizeOptions['locale'] = 'en-us',
): string {
  return normalizeEnglish(stripMarkup(text, 'auto', switches?.emoji ?? 'skip').text, { locale, switches })
    .text;
}

/** The readings of Kokoro-FastAPI, which knows no mark-up. */
export function spokenByPeer(text: string, switches: NormalizationSwitches | null = null): string {
  return normalizeLikeKokoroFastApi(text, { switches }).text;
}
