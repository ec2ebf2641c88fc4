/** The use case: resolve what is asked, admit it, speak it, measure it, give up when time is up. */
import type { Engine, Utterance } from '../engine/engine.js';
import type { UtteranceEnd } from '../engine/native.js';
import { SpeechError } from '../errors.js';
import type { FrontEnd } from '../text/front-end.js';
import type { Language } from '../text/languages.js';
import type { Admission, Slot } from './admission.js';
import { Deadline } from './deadline.js';
import { phonemesSec, sampleRate, textSec } from './estimate.js';
import { type OpenedText, openText } from './opened-text.js';
import { firstAudioPatience, type Patience, readOpening } from './opening.js';
import { type EdgeRules, pieces } from './pieces.js';
import { Speech } from './speech.js';
import type { Listener, SpeechRequest } from './speech-request.js';
import { chooseLanguage } from './spoken-language.js';
import { bufferedTooLong, checkText } from './text-limits.js';
import { frontEndRequest, type TextRules } from './text-options.js';
import { type ResolvedVoice, Voices } from './voices.js';

export interface SpeakerSettings {
  readonly edges: EdgeRules;
  readonly defaultLanguage: Language | undefined;
  readonly defaultVolume: number;
  readonly normalisesWeights: boolean;
  readonly firstSegmentTokens: number;
  readonly text: TextRules;
  /** Code points; 0: no limit. */
  readonly maxInputChars: number;
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
  readonly voice: ResolvedVoice;
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
      this.#voices = new Voices(this.engine.voices(), this.settings.normalisesWeights);
    }
    return this.#voices;
  }

  /** Resolves when the first audio is there, so that everything that can be refused has been. Rejects with SpeechError. */
  async speak(request: SpeechRequest, listener: Listener): Promise<Speech> {
    const voice = (await this.voices(listener.signal)).resolve(request.voice);
    if (voice.hasPitchSuffix && request.pitch !== undefined) throw pitchTwice();
    const { language, field } = chooseLanguage(request.language, this.settings.defaultLanguage, voice.terms);
    checkText(request.text, this.settings.maxInputChars);
    listener.note({
      voice: voice.canonical,
      language,
      format: request.format,
      characters: request.text.length,
    });

    const firstSegmentTokens = request.firstSegmentTokens ?? this.settings.firstSegmentTokens;
    const toRead = { text: request.text, language, firstSegmentTokens, options: request.textOptions };
    const asked = frontEndRequest(toRead, this.settings.text);
    const text = await openText(this.frontEnd, asked, field, listener.signal);
    const audioSec = textSec(request.text, request.speed * voice.speed) + request.initialSilence / sampleRate;
    const limit = this.settings.maxBufferedAudioSec;
    if (!request.streamed && audioSec > limit) throw bufferedTooLong(audioSec, limit);

    const deadline = new Deadline(listener.signal);
    deadline.signal.throwIfAborted();
    const work = request.streamed ? 'stream' : 'interactive';
    const slot = this.admission.admit(work, Math.min(audioSec, aheadOfReaderSec));
    deadline.signal.addEventListener('abort', () => slot.release(), { once: true });
    return this.#begin({ request, voice, language, text, audioSec, slot }, deadline, listener);
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
    const { request, voice, text, slot } = admitted;
    const admittedAt = performance.now();
    const utterance = this.#utterance(request, voice);
    const pulled = pieces(text.spans, {
      rules: this.settings.edges,
      speed: utterance.speed,
      initialSilenceSec: request.initialSilence / sampleRate,
      maxPauseSec: this.settings.maxTotalPauseSec,
    });
    try {
      const events = this.engine.speak(utterance, pulled, deadline.signal);
      const opening = await readOpening(events, deadline, this.#patience(admitted));
      const { model } = await this.engine.ready;
      const now = performance.now();
      listener.note({ ttfaMs: Math.round(now - listener.receivedAt) });
      const { frontEndMs } = text;
      return new Speech({
        voice: voice.canonical,
        language: admitted.language,
        model,
        timing: {
          queueMs: admittedAt - listener.receivedAt - frontEndMs,
          frontEndMs,
          firstMs: now - admittedAt,
        },
        opening,
        events,
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

  #utterance(request: SpeechRequest, voice: ResolvedVoice): Utterance {
    return {
      voice: voice.terms,
      speed: clamp(request.speed * voice.speed, 0.25, 5),
      pitch: clamp((request.pitch ?? 0) + voice.pitch, -6, 6),
      volume: clamp(request.volume * voice.volume * this.settings.defaultVolume, 0, 10),
      seed: request.seed,
      format: request.format,
      sampleRate: request.sampleRate,
      bitrateKbps: request.bitrateKbps,
      streamed: request.streamed,
    };
  }

  #ended({ samples, computeSec, queueSec }: UtteranceEnd, listener: Listener): void {
    const audioSec = samples / sampleRate;
    this.admission.measured(audioSec, computeSec);
    listener.note({
      audioSec: Number(audioSec.toFixed(3)),
      rtf: audioSec > 0 ? Number((computeSec / audioSec).toFixed(3)) : 0,
      queueMs: Math.round(queueSec * 1000),
    });
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function pitchTwice(): SpeechError {
  const message = "Give the pitch either as a voice suffix or in 'pitch', not both.";
  return new SpeechError('VOICE_INVALID', message, { field: 'pitch' });
}
