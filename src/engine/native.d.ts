/**
 * The surface of the C++ addon, typed by hand; test/contract/native-surface.test.ts compares it with the exports.
 * Sound is mono. Samples are counted at 24 kHz unless a sample rate is named.
 */

/** One voice of a mix. Weights are used as given: normalise before. */
export interface VoiceTerm {
  readonly name: string;
  readonly weight: number;
}

/** Audio formats by name, 32-bit float WAV among them; `NativeAddon.formats` says which of them this build encodes. */
export type NativeFormat =
  | 'pcm'
  | 'wav'
  | 'wav-float'
  | 'mp3'
  | 'opus'
  | 'flac'
  | 'aac'
  | 'm4a'
  | 'mulaw'
  | 'alaw';

/** How a stretch of speech sounds. */
export interface NativeManner {
  /** One or more; the style vectors are summed by weight. */
  readonly voice: readonly VoiceTerm[];
  /** 0.25 to 5; 2 speaks twice as fast. */
  readonly speed: number;
  /** Semitones, -6 to 6: scales voiced F0. */
  readonly pitch: number;
  /** Factor 0 to 10, before the limiter. */
  readonly volume: number;
  /** Range of the melody about its mean: 0 flat, 1 the model's own, 2 lively. */
  readonly intonation: number;
}

/** A run of a segment's tokens, pads not counted, that is spoken otherwise than the rest. */
export interface NativeWordEdit {
  readonly from: number;
  /** One past the last token. */
  readonly to: number;
  /** On top of the manner's: a factor, semitones. */
  readonly speed: number;
  readonly pitch: number;
  /** Louder or softer, in dB, by the energy the model is asked for. */
  readonly gainDb: number;
}

export interface NativeUtterance extends NativeManner {
  /** Of the excitation noise, 0 to 2^32-1. */
  readonly seed: number;
  readonly format: NativeFormat;
  /** Hz, one the format has: 8000 for mulaw and alaw; 8000, 12000, 16000, 24000, 48000 for opus; for others 8000, 16000, 22050, 24000, 32000, 44100, 48000. */
  readonly sampleRate: number;
  /** kbit/s of mp3, opus, aac and m4a, clamped to what the codec has; 0: its usual one. */
  readonly bitrateKbps: number;
  /** True: container headers say "length unknown". False: `head` of the end event carries the true ones. */
  readonly streamed: boolean;
  /** Blocks that may be emitted before the reader grants more. */
  readonly credit: number;
}

export interface NativeSegment {
  /** 1 to 510 symbols; unknown symbols are skipped and reported in `dropped`. */
  readonly phonemes: string;
  /** Silence kept before the first sound and after the last one, in milliseconds; -1 keeps all the model made. */
  readonly leadMs: number;
  readonly tailMs: number;
  /** In place of the utterance's. */
  readonly manner?: NativeManner | undefined;
  readonly edits?: readonly NativeWordEdit[] | undefined;
}

/** What became of one segment or pause, before its audio. */
export interface SegmentReport {
  readonly segment: number;
  /** Model tokens with both pads, and their lengths in frames of 600 samples; empty for a pause. */
  readonly tokens: Int32Array;
  readonly durations: Int32Array;
  /** First sample of the segment within the utterance, and how many samples it has. */
  readonly startSample: number;
  readonly samples: number;
  /** Decoded samples cut off in front of the segment's first sample. */
  readonly trimmedSamples: number;
  /** By how much the decoded sound was shortened afterwards, pitch kept; 1: not at all. */
  readonly stretch: number;
  /** First and one past the last decoded sample with sound, before cutting and stretching. */
  readonly firstSound: number;
  readonly endOfSound: number;
  readonly dropped: string[];
}

export interface UtteranceEnd {
  /** Samples at 24 kHz, silences included. */
  readonly samples: number;
  /** Takes the place of the first bytes of a buffered answer: the header with true sizes. Empty when nothing is to replace. */
  readonly head: Uint8Array;
  /** How many bytes of the first block it replaces; may be fewer than it has. */
  readonly headReplaces: number;
  /** Seconds the engine computed for this utterance, and seconds it waited before its first work unit. */
  readonly computeSec: number;
  readonly queueSec: number;
}

export interface EngineInfo {
  readonly model: string;
  readonly provider: string;
  /** Why the provider that was asked for is not used; empty when it is. */
  readonly fallback: string;
  /** What computes the generator: the name of our kernels, or "graph". */
  readonly tier: string;
  readonly split: boolean;
  readonly threads: number;
  readonly workers: number;
  readonly loadSec: number;
}

/** What the host's half of the vocoder needs to know of the model; read from its file by the importer. */
export interface SignalConstants {
  /** Nine: how the harmonics are mixed, fundamental first. */
  readonly sourceWeights: Float32Array;
  readonly sourceBias: number;
  readonly sineAmplitude: number;
  /** Standard deviations of the noise in voiced and unvoiced places. */
  readonly noiseVoiced: number;
  readonly noiseUnvoiced: number;
  /** Hz of F0 above which a half-frame is voiced. */
  readonly voicedThreshold: number;
  /** Factor on the decoded samples that brings them to the level the model was trained at. */
  readonly gain: number;
}

export interface NativeEngineOptions {
  /** Name for EngineInfo. */
  readonly modelName: string;
  /** Folder the importer wrote. */
  readonly modelDir: string;
  /** Folder of NAME.bin style packs. */
  readonly voicesDir: string;
  /** False: the importer could only keep the whole graph. */
  readonly split: boolean;
  readonly constants: SignalConstants;
  readonly provider: 'cpu' | 'cuda';
  /** Arithmetic of the generator; auto measures at load. graph: ONNX Runtime. */
  readonly tier: 'auto' | 'fp32' | 'bf16' | 'graph';
  /** Threads of one run, runs side by side. */
  readonly threads: number;
  readonly workers: number;
  /** Utterances that may wait or speak at once. */
  readonly capacity: number;
  /** Row of the pack that gives the timbre; -1: the segment's own. */
  readonly timbreRow: number;
  /** Table of the voices' frozen statistics; empty: every segment is decoded whole, with its own. */
  readonly statistics: string;
  /** Table that voices without statistics are added to when the engine has calibrated them; empty: they are not kept. */
  readonly learnedStatistics: string;
  /** Phonemes of the sentences they are calibrated with; none: they are always decoded whole. */
  readonly calibration: readonly string[];
  /** Of the imported file: a table of other weights is not used. */
  readonly weightsSha256: string;
}

/** `ready` and a `failed` with id 0 speak of the engine itself. Each utterance ends with exactly one `end` or `failed`. */
export interface NativeListener {
  (id: number, kind: 'ready', info: EngineInfo): void;
  /** The model has been given up, or is back; id 0. */
  (id: number, kind: 'loaded' | 'unloaded', nothing: object): void;
  (id: number, kind: 'segment', report: SegmentReport): void;
  (id: number, kind: 'audio', bytes: Uint8Array): void;
  (id: number, kind: 'end', end: UtteranceEnd): void;
  (id: number, kind: 'failed', error: Error & { code: string }): void;
}

export interface NativeEngine {
  /** Queues an utterance and returns its id at once. Throws QUEUE_FULL, VOICE_NOT_FOUND, INVALID_INPUT, ENGINE_CLOSED. */
  speak(utterance: NativeUtterance): number;
  /** Throws VOICE_NOT_FOUND and INVALID_INPUT for its manner. */
  append(id: number, segment: NativeSegment): void;
  appendSilence(id: number, seconds: number): void;
  /** No more segments follow. */
  finish(id: number): void;
  /** Allows `blocks` more audio events. */
  grant(id: number, blocks: number): void;
  cancel(id: number): void;
  /** Names of the voices found, sorted. */
  voices(): string[];
  /** Gives up the model once its running segments have ended (`unloaded`); what is spoken next loads it again. False: it is not loaded. */
  unload(): boolean;
  /** Cancels everything, joins the threads. */
  close(): void;
}

export interface NativeAddon {
  /** What this build can encode. */
  formats: NativeFormat[];
  Engine: new (options: NativeEngineOptions, listener: NativeListener) => NativeEngine;
  /** Model tokens of a phoneme string without pads, and the symbols that are none. */
  tokenize(phonemes: string): { tokens: Int32Array; dropped: string[] };
  /** Runs the importer's self-test: chained pieces against the whole graph. Throws MODEL_LOAD_FAILED naming the check. */
  checkModel(modelDir: string, cases: readonly ModelCase[]): ModelCheck;
  /** Takes the frozen statistics of `voices` over `sentences` (phonemes) and writes them to the file `table`. Blocks. */
  calibrateVoices(
    options: NativeEngineOptions,
    voices: readonly string[],
    sentences: readonly string[],
    table: string,
  ): void;
  /** Version of the linked ONNX Runtime. */
  onnxRuntimeVersion: string;
}

export interface ModelCase {
  readonly id: string;
  readonly tokens: Int32Array;
  readonly style: Float32Array;
  readonly speed: number;
}

export interface ModelCheck {
  /** Largest absolute difference between chained pieces and whole graph, in-graph source. */
  readonly maxAudioError: number;
  /** Of our fp32 kernels against the generator's graph, in samples. */
  readonly maxKernelError: number;
  readonly durationsEqual: boolean;
  readonly durations: Int32Array[];
  /** What the graph's inverse STFT does: 'undivided' (3.52 dB loud), 'divided' or 'convolutional'. */
  readonly gain: string;
  readonly hostIstftError: number;
}
