/** A document on its way to text with tags: keeps the manner in force and writes what each element asks for. */
import { SpanWriter } from '../span-writer.js';
import type { Mapped } from '../spans.js';
import { changes, plainManner, type SsmlManner, voiceTags } from './manner.js';
import { MarkupError } from './markup-error.js';
import { emphasisStress, saidAs, stressed } from './say-as.js';
import { breakSeconds, pitchOf, rateOf, tagNumber, volumeOf } from './spoken-values.js';
import type { StartTag } from './start-tag.js';
import type { SsmlOptions } from './translate.js';
import type { SourceRange, XmlListener } from './xml-reader.js';

/** An element that is open. */
interface Frame {
  /** The manner outside, which comes back in force at the end. */
  readonly outer: SsmlManner;
  /** Written at the end. */
  readonly closing: string;
  readonly stress: string | undefined;
  /** Takes the text in place of the output, and says what is written instead. */
  readonly capture: Capture | undefined;
}

interface Capture {
  readonly start: number;
  readonly text: string[];
  written(text: string): string;
}

/** What an element does. */
type Effect = Partial<Pick<Frame, 'closing' | 'stress'>> & {
  readonly opening?: string;
  readonly manner?: SsmlManner;
  readonly written?: Capture['written'];
};

/** The characters that an inline tag may name a voice with. */
const voiceName = /^[A-Za-z0-9_][A-Za-z0-9_+\-(). *]{0,511}$/;
/** What `[word](/ipa/)` has room for. */
const pronounceable = { word: /^[^[\]]{1,512}$/, phonemes: /^[^/()]{1,512}$/ };

export class Translation implements XmlListener {
  readonly #writer: SpanWriter;
  readonly #frames: Frame[] = [];
  #manner: SsmlManner;

  constructor(
    private readonly source: string,
    private readonly options: SsmlOptions,
  ) {
    this.#writer = new SpanWriter(source);
    this.#manner = plainManner(options.voice);
  }

  open(tag: StartTag): void {
    const outer = this.#manner;
    const parent = this.#frames.at(-1);
    const inherited = { outer, closing: '', stress: parent?.stress, capture: parent?.capture };
    if (parent?.capture !== undefined) {
      this.#frames.push(inherited);
      return;
    }
    const { opening = '', manner = outer, written, ...effect } = this.#effect(tag);
    this.#write(tag, opening);
    this.#manner = manner;
    const capture = written && { start: tag.end, text: [], written };
    this.#frames.push({ ...inherited, ...effect, capture });
  }

  text(text: string, range: SourceRange): void {
    const { capture, stress } = this.#frames.at(-1) ?? {};
    if (capture !== undefined) capture.text.push(text);
    else this.#write(range, stress === undefined ? text : stressed(text, stress));
  }

  close(range: SourceRange): void {
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    const { capture } = frame;
    const isOwn = capture !== undefined && this.#frames.at(-1)?.capture !== capture;
    if (isOwn) {
      this.#write({ start: capture.start, end: range.end }, capture.written(capture.text.join('')));
    } else if (capture === undefined) {
      this.#write(range, frame.closing);
      this.#manner = frame.outer;
    }
  }

  /** The text; blanks not yet folded. */
  finish(): Mapped {
    this.#write({ start: this.source.length, end: this.source.length }, '');
    return this.#writer.finish();
  }

  /** Writes in place of a range; what nobody spoke of since the last one, as comments, is left out. */
  #write({ start, end }: SourceRange, text: string): void {
    const { position } = this.#writer;
    if (start > position) this.#writer.replace(position, start, '');
    this.#writer.replace(start, end, text);
  }

  #effect(tag: StartTag): Effect {
    const attribute = (name: string): string | undefined => tag.attributes.get(name);
    switch (tag.name.slice(tag.name.indexOf(':') + 1)) {
      case 'break':
        return { opening: this.#pause(breakSeconds(attribute('time'), attribute('strength'))) };
      case 'p':
      case 's':
        return { opening: ' ', closing: ' ' };
      case 'voice':
        return this.#voice(attribute('name')?.trim() ?? '');
      case 'prosody':
        return this.#prosody(tag.attributes);
      case 'phoneme':
        return { written: (word) => pronounced(word, attribute('ph'), attribute('alphabet')) };
      case 'sub':
        return { written: (text) => attribute('alias')?.trim() || text };
      case 'desc':
        return { written: () => '' };
      default:
        return this.options.extended ? this.#extended(tag.name, attribute) : {};
    }
  }

  #extended(name: string, attribute: (name: string) => string | undefined): Effect {
    if (name === 'say-as')
      return { written: (text) => saidAs(text, attribute('interpret-as'), attribute('format')) };
    return name === 'emphasis' ? { stress: emphasisStress(attribute('level')) } : {};
  }

  #pause(seconds: number): string {
    const written = tagNumber(Math.min(seconds, this.options.maxPauseSec));
    return Number(written) === 0 ? '' : ` [pause:${written}s] `;
  }

  #voice(voice: string): Effect {
    if (voice === '' || this.options.voice === '') return {};
    if (!voiceName.test(voice))
      throw new MarkupError(`voice name '${voice.slice(0, 64)}' has characters no voice has`);
    const manner = { ...this.#manner, voice };
    const closing = voice === this.#manner.voice ? '' : ` ${voiceTags(this.#manner)} `;
    return { manner, opening: ` ${voiceTags(manner)} `, closing };
  }

  #prosody(attributes: ReadonlyMap<string, string>): Effect {
    if (this.options.voice === '') return {};
    const { extended, peerFault } = this.options;
    const outer = this.#manner;
    const manner = {
      voice: outer.voice,
      rate: rateOf(attributes.get('rate'), peerFault) ?? outer.rate,
      pitch: (extended ? pitchOf(attributes.get('pitch')) : undefined) ?? outer.pitch,
      volume: (extended ? volumeOf(attributes.get('volume')) : undefined) ?? outer.volume,
    };
    return { manner, opening: ` ${changes(outer, manner)} `, closing: ` ${changes(manner, outer)} ` };
  }
}

function pronounced(text: string, ph: string | undefined, alphabet: string | undefined): string {
  const word = text.replace(/\s+/g, ' ').trim();
  const phonemes = (ph ?? '').trim();
  const isIpa = alphabet === undefined || alphabet.trim().toLowerCase() === 'ipa';
  const fits = pronounceable.word.test(word) && pronounceable.phonemes.test(phonemes);
  return isIpa && fits ? `[${word}](/${phonemes}/)` : text;
}
