/** Captions as files: SubRip and WebVTT. */
import { type Cue, cuesOf, linesOf } from './caption-cues.js';
import type { TimedWord } from './spoken-part.js';

export type CaptionFormat = 'srt' | 'vtt';

export interface CaptionOptions {
  /** A time stamp before each word within a cue; WebVTT only. */
  readonly wordStamps?: boolean;
}

/** The captions of a whole text, in the client's own spelling; empty words give a file without cues. */
export function captions(
  words: readonly TimedWord[],
  sourceText: string,
  format: CaptionFormat,
  { wordStamps = false }: CaptionOptions = {},
): string {
  const cues = cuesOf(words, sourceText);
  if (format === 'srt') return cues.map(subRip).join('');
  return `WEBVTT\n\n${cues.map((cue) => webVtt(cue, wordStamps)).join('')}`;
}

function subRip({ start, end, text, voice }: Cue, index: number): string {
  const lines = linesOf(voice === undefined ? text : `${voice}: ${text}`).join('\n');
  return `${index + 1}\n${stamp(start, ',')} --> ${stamp(end, ',')}\n${lines}\n\n`;
}

function webVtt(cue: Cue, wordStamps: boolean): string {
  const { start, end, text, voice } = cue;
  const lines = wordStamps ? stamped(cue) : linesOf(text).map(escaped).join('\n');
  const speaker = voice === undefined ? '' : `<v ${escaped(voice)}>`;
  return `${stamp(start, '.')} --> ${stamp(end, '.')}\n${speaker}${lines}\n\n`;
}

/** Each word behind the moment it is spoken at; the first one's is the cue's own, and a mark has none. */
function stamped({ words, start }: Cue): string {
  return words
    .map((word) => {
      const [blank, text] = [/^\s*/u.exec(word.text)?.[0] ?? '', word.text.trimStart()];
      return `${blank}${blank !== '' && word.start > start ? `<${stamp(word.start, '.')}>` : ''}${escaped(text)}`;
    })
    .join('')
    .trim();
}

/** WebVTT reads these as markup. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** `00:00:01.280`. */
function stamp(seconds: number, point: ',' | '.'): string {
  const ms = Math.round(seconds * 1000);
  const part = (value: number, digits: number): string => String(value).padStart(digits, '0');
  const [hours, minutes, whole] = [
    Math.floor(ms / 3_600_000),
    Math.floor(ms / 60_000) % 60,
    Math.floor(ms / 1000) % 60,
  ];
  return `${part(hours, 2)}:${part(minutes, 2)}:${part(whole, 2)}${point}${part(ms % 1000, 3)}`;
}
