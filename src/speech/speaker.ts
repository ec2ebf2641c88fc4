/** The use case: resolve what is asked, admit it, speak it, measure it, give up when time is up. */
import type { Engine, Piece, Utterance } from '../engine/engine.js';
import type { UtteranceEnd } from '../engine/native.js';
import { SpeechError } from '../errors.js';
import type { FrontEnd } from '../text/front-end.js';
import type { Language } from '../text/languages.js';
import type { Admission, Slot } from './admission.js';
import { Cast } from './cast.js';
import { Deadline } from './deadline.js';
import { phonemesSec, sampleRate, textSec } from './estimate.js';
import { type OpenedText, openPhonemes, openText } from './opened-text.js';
import { firstAudioPatience, type Patience, readOpening } from './opening.js';
import { type EdgeRules, pieces, type SpokenPiece } from './pieces.js';
import { Speech } from './speech.js';
import type { Listener, SpeechRequest } from './speech-request.js';
import { chooseLanguage } from './spoken-language.js';
import { bufferedTooLong, checkText } from './text-limits.js';
import { frontEndRequest, type TextRules } from './text-options.js';
import type { VoiceDirectory } from './voice-directory.js';
import { Voices } from './voices.js';

export interface SpeakerSettings {
  readonly edges: EdgeRules;
  readonly defaultLanguage: Language | undefined;
  readonly defaultVolume: number;
  readonly normalisesWeights: boolean;
  /** Absent: only the names every server has. */
  readonly voiceDirectory?: VoiceDirectory;
  readonly firstSegmentTokens: number;
  readonly text: TextRules;
  readonly maxBufferedAudioSec: number;
  readonly maxTotalPauseSec: number;
  /** 0: no limit. */
  readonly queueMaxWaitSec: number;
}

/** How long a request waits for an engine that still loads, in ms. */
const readyWaitMs = 30_000;
/** Time for a whole utterance beyond three times its estimated compute, in ms. */
const utteranceMs = 30_000;
/** Audio that segments ahead of a reader can hold, in seconds: no utterance is a longer backlog than this. */
const aheadOfReaderSec = 45;

/** What is known of an utterance once it is admitted. */
interface Admitted {
  readonly request: SpeechRequest;
  readonly cast: Cast;
  readonly language: Language;
  readonly text: OpenedText;
  /** Estimate for the whole. */
  readonly audioSec: number;
  readonly slot: Slot;
}

export class Speaker {
  #voices: Voices | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly frontEnd: FrontEnd,
    private readonly admission: Admission,
    private readonly settings: SpeakerSettings,
  ) {}

  /** Resolves with the voices once the engine is ready. Rejects with NOT_READY after 30 s. */
  async voices(signal: AbortSignal): Promise<Voices> {
    if (this.#voices === undefined) {
      await this.#ready(signal);
      this.#voices = new Voices(
        () => this.engine.voices(),
        this.settings.normalisesWeights,
        this.settings.voiceDirectory,
      );
    }
    return this.#voices;
  }

  /**
   * Resolves when the first audio is there, so that everything that can be refused has been. Rejects with SpeechError.
   * `door` gives the place; another than the server's own for utterances that share one.
   */
  async speak(
    request: SpeechRequest,
    listener: Listener,
    door: Pick<Admission, 'admit'> = this.admission,
  ): Promise<Speech> {
    const cast = new Cast(await this.voices(listener.signal), request, this.settings.defaultVolume);
    const { lead } = cast;
    const { language, field } = chooseLanguage(request.language, this.settings.defaultLanguage, lead);
    const written = request.phonemes ?? request.text;
    if (request.phonemes === undefined) checkText(request.text, request.maxTextChars ?? 0);
    listener.note({
      voice: lead.canonical,
      language,
      format: request.format,
      characters: written.length,
    });

    const text = await this.#open(request, cast, { language, field }, listener.signal);
    const audioSec = textSec(written, request.speed * lead.speed) + request.initialSilence / sampleRate;
    const limit = this.settings.maxBufferedAudioSec;
    if (!request.streamed && audioSec > limit) throw bufferedTooLong(audioSec, limit);

    const deadline = new Deadline(listener.signal);
    deadline.signal.throwIfAborted();
    const work = request.work ?? (request.streamed ? 'stream' : 'interactive');
    const slot = door.admit(work, Math.min(audioSec, aheadOfReaderSec));
    deadline.signal.addEventListener('abort', () => slot.release(), { once: true });
    return this.#begin({ request, cast, language, text, audioSec, slot }, deadline, listener);
  }

  /** The request's phonemes, or those of its text. */
  async #open(
    request: SpeechRequest,
    cast: Cast,
    { language, field }: { language: Language; field: string },
    signal: AbortSignal,
  ): Promise<OpenedText> {
    if (request.phonemes !== undefined) return openPhonemes(request.phonemes);
    const { text, firstSegmentTokens: first = this.settings.firstSegmentTokens, textOptions } = request;
    const toRead = { text, language, firstSegmentTokens: first, options: textOptions };
    const isChosen = request.language !== undefined || this.settings.defaultLanguage !== undefined;
    const asked = {
      ...frontEndRequest(toRead, this.settings.text),
      languageOf: (voice: string) => {
        const own = cast.languageOf(voice);
        return isChosen ? language : own;
      },
    };
    return openText(this.frontEnd, asked, field, signal);
  }

  async #ready(signal: AbortSignal): Promise<void> {
    const deadline = new Deadline(signal);
    const refused = new Promise<never>((_, reject) => {
      deadline.signal.addEventListener('abort', () => reject(deadline.signal.reason), { once: true });
    });
    const late = (): SpeechError =>
      new SpeechError('NOT_READY', 'The model is still loading. Try again shortly.', { retryAfterSec: 5 });
    try {
      await deadline.wait(Promise.race([this.engine.ready, refused]), readyWaitMs, late);
    } finally {
      deadline.close();
    }
  }

  async #begin(admitted: Admitted, deadline: Deadline, listener: Listener): Promise<Speech> {
    const { request, cast, text, slot } = admitted;
    const admittedAt = performance.now();
    const spoken = pieces(text.spans, {
      rules: this.settings.edges,
      untrimmed: request.untrimmed ?? false,
      delivery: (manner) => cast.delivery(manner),
      initialSilenceSec: request.initialSilence / sampleRate,
      finalSilenceSec: (request.finalSilence ?? 0) / sampleRate,
      maxPauseSec: this.settings.maxTotalPauseSec,
    });
    const handedOver: SpokenPiece[] = [];
    try {
      const pulled = remembered(spoken, handedOver);
      const events = this.engine.speak(utteranceOf(request, cast), pulled, deadline.signal);
      const opening = await readOpening(events, deadline, this.#patience(admitted));
      const { model } = await this.engine.ready;
      const now = performance.now();
      listener.note({ ttfaMs: Math.round(now - listener.receivedAt) });
      const { frontEndMs } = text;
      return new Speech({
        voice: cast.lead.canonical,
        language: admitted.language,
        model,
        timing: {
          queueMs: admittedAt - listener.receivedAt - frontEndMs,
          frontEndMs,
          firstMs: now - admittedAt,
        },
        opening,
        events,
        pieces: handedOver,
        deadline,
        budgetMs: utteranceMs + (3000 * admitted.audioSec) / this.admission.throughput,
        onReport: ({ samples }) => slot.made(samples / sampleRate),
        onEnd: (end) => this.#ended(end, listener),
      });
    } catch (error) {
      deadline.abort(new SpeechError('CANCELLED', 'The utterance failed.', { cause: error }));
      throw error;
    }
  }

  /** While others hold the engine, waiting is queueing; else it is a synthesis that takes too long. */
  #patience({ request, text, slot }: Admitted): Patience {
    const { queueMaxWaitSec } = this.settings;
    if (!slot.queued || queueMaxWaitSec === 0) {
      return firstAudioPatience(phonemesSec(text.first.phonemes, request.speed) / this.admission.throughput);
    }
    const words = 'Waited too long for a free place. Try again shortly.';
    return { limitMs: queueMaxWaitSec * 1000, late: () => this.admission.refusal('QUEUE_TIMEOUT', words) };
  }

  #ended({ samples, computeSec, queueSec }: UtteranceEnd, listener: Listener): void {
    const audioSec = samples / sampleRate;
    this.admission.measured(audioSec, computeSec, queueSec);
    listener.note({
      audioSec: Number(audioSec.toFixed(3)),
      rtf: audioSec > 0 ? Number((computeSec / audioSec).toFixed(3)) : 0,
      queueMs: Math.round(queueSec * 1000),
    });
  }
}

function utteranceOf(request: SpeechRequest, cast: Cast): Utterance {
  const { seed, format, sampleRate: rate, bitrateKbps, streamed } = request;
  return { ...cast.delivery().manner, seed, format, sampleRate: rate, bitrateKbps, streamed };
}

/** The pieces for the engine; what each was made of is kept for its report. */
function* remembered(
  spoken: Iterable<SpokenPiece | undefined>,
  handedOver: SpokenPiece[],
): Generator<Piece | undefined, void> {
  for (const next of spoken) {
    if (next !== undefined) handedOver.push(next);
    yield next?.piece;
  }
}
