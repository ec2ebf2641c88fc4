/** HTML to text: tags go, scripts and styles with their content, and what begins a block ends a sentence. */
import { SpanWriter } from '../span-writer.js';
import { chain, type Mapped } from '../spans.js';
import { decodeEntities } from './entities.js';

const blocks = new Set(
  'address article aside blockquote dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td th thead tr ul'.split(
    ' ',
  ),
);
const inline = new Set(
  'a abbr b bdi bdo big br button cite code data del dfn em font i img input ins kbd label link mark meta q rp rt ruby s samp script small span strike strong style sub sup template time title tt u var wbr html head body noscript svg iframe video audio source center'.split(
    ' ',
  ),
);
const silent = new Set(['script', 'style', 'template', 'title', 'head']);

/** Attributes hold no angle brackets here; `a < b` and `<3` are no tags. */
const tag = /<!--|<(\/?)([A-Za-z][A-Za-z0-9:-]{0,40})((?:\s[^<>]{0,4096})?)\/?>|<![A-Za-z][^<>]{0,512}>/gu;

/** Drops tags and decodes entities; with `knownOnly`, tags that are not HTML's are text (`List<String>`). */
export function stripHtml(text: string, knownOnly: boolean): Mapped {
  const stripped = stripTags(text, knownOnly);
  return stripped.text.includes('&') ? chain(stripped, decodeEntities(stripped.text)) : stripped;
}

function stripTags(text: string, knownOnly: boolean): Mapped {
  if (!text.includes('<')) return { text, edits: [] };
  const lower = text.toLowerCase();
  const writer = new SpanWriter(text);
  tag.lastIndex = 0;
  for (let match = tag.exec(text); match !== null; match = tag.exec(text)) {
    const name = match[2]?.toLowerCase() ?? '';
    if (match[0].startsWith('<!')) {
      const close =
        match[0] === '<!--' ? text.indexOf('-->', match.index) : match.index + match[0].length - 1;
      // A comment nobody closes is text from here on: looking for its end again and again would not be linear.
      if (close < 0) break;
      tag.lastIndex = match[0] === '<!--' ? close + 3 : close + 1;
      writer.replace(match.index, tag.lastIndex, '');
      continue;
    }
    if (knownOnly && !blocks.has(name) && !inline.has(name)) continue;
    let end = match.index + match[0].length;
    if (match[1] === '' && silent.has(name)) {
      const close = lower.indexOf(`</${name}`, end);
      const closed = close < 0 ? text.length : text.indexOf('>', close) + 1;
      end = closed === 0 ? text.length : closed;
    }
    writer.replace(match.index, end, breakOf(name, text, match.index, end));
    tag.lastIndex = end;
  }
  return writer.finish();
}

function breakOf(name: string, text: string, start: number, end: number): string {
  if (blocks.has(name)) return '\n\n';
  if (name === 'br') return ' ';
  const [before, after] = [text.charAt(start - 1), text.charAt(end)];
  return name === 'img' && /\w/u.test(before) && /\w/u.test(after) ? ' ' : '';
}
