/** /dev/ssml: which elements of SSML have an effect, and what a document is translated to. */
import { Type } from 'typebox';
import { getRoute, jsonReply, postRoute, type Route } from '../../http/route.js';
import { checkControlAllowed, ssmlTables, withoutSsml } from '../../speech/control-rules.js';
import type { TextRules } from '../../speech/text-options.js';
import { tagFields } from '../text-fields.js';

/** Body of POST /dev/ssml. */
const SsmlBody = Type.Object({
  text: Type.String({ description: 'An SSML document; other text comes back as it is.' }),
  voice: Type.String({
    default: '',
    maxLength: 512,
    description: 'Speaks outside <voice>; empty: voices and prosody are left out.',
  }),
  ssml: tagFields.ssml,
});

const elements = {
  speak: 'The root of a document.',
  break: 'A silence of `time` (750ms, 1.5s), else of `strength`.',
  voice: 'Spoken by the voice `name`.',
  prosody: 'Spoken at the pace `rate`.',
  phoneme: 'Pronounced as `ph` says, in IPA.',
  sub: 'Spoken as `alias`.',
  desc: 'Left out, with its text.',
};
const ignored = ['emphasis', 'say-as', 'lang', 'audio', 'mark', 'p', 's', 'w'];
const extended = ['prosody.pitch', 'prosody.volume', 'say-as', 'emphasis', 'lang', 'mark'];

/** Both routes; `rules` are those of the server's texts. */
export function ssmlRoutes(rules: TextRules): Route[] {
  const description = { path: '/dev/ssml', produces: ['application/json'] };
  return [
    getRoute({ ...description, summary: 'Lists the elements of SSML that have an effect.' }, () => {
      checkControlAllowed({ ssml: true, voiceTags: false }, rules.control);
      const { breakStrengths, prosodyRates, rateRange } = ssmlTables;
      return jsonReply({
        elements,
        ignored,
        break_strengths: breakStrengths,
        prosody_rates: prosodyRates,
        rate_range: rateRange,
        extended,
      });
    }),
    postRoute(
      { ...description, summary: 'Translates SSML to text with tags.', body: SsmlBody, speaks: false },
      ({ text, voice, ssml }) => {
        checkControlAllowed({ ssml: true, voiceTags: false }, rules.control);
        const asked = { extended: ssml === 'extended', voice: rules.control.voiceTags ? voice.trim() : '' };
        const { control, compat } = rules;
        return jsonReply({ text: withoutSsml(text, asked, { ...control, compat }, 'text').text });
      },
    ),
  ];
}
