/**
 * What stands for the neural network: tokens hum at a pitch of their own, pads are silent. Each function continues a graph
 * from the tensors it is given, so that pieces and the whole are made of the same parts.
 */
import { integerAttribute } from '../import/onnx-file.js';
import { BOOL, FLOAT } from '../import/tensor.js';
import type { GraphBuilder } from './graph-builder.js';
import { prosodyWidth, spectrumWidth, textWidth, vocabulary, xWidth } from './sizes.js';

/** Frames of a pad and of any other token. */
const padFrames = 2;
const tokenFrames = 3;
/** Log energy as the real model predicts it: silence and speech. */
const silence = -9.5;
const speech = 5;
/** Sine at the inverse STFT for a harmonic source of 1: see `generator`. */
const loudness = 14;

/** Symbols: durations [1,N] in frames, d [1,640,N] (relative pitch and energy, zeros), t_en [1,512,N]. */
export function textEncoder(g: GraphBuilder, tokens: string): { durations: string; d: string; text: string } {
  const isPad = g.node('Equal', [tokens, g.integer(0)]);
  const choose = (pad: number, token: number): string => {
    return g.node('Where', [isPad, g.constant(pad), g.constant(token)]);
  };
  // Seven pitches, 2 % apart, so that neighbours differ; a pad is unvoiced.
  const step = g.cast(g.node('Mod', [tokens, g.integer(7)]), FLOAT);
  const ratio = g.node('Add', [g.node('Mul', [step, g.constant(0.02)]), g.constant(0.94)]);
  const pitch = g.shaped(g.node('Mul', [ratio, choose(0, 1)]), 1, 1, -1);
  const energy = g.shaped(choose(silence, speech), 1, 1, -1);
  const symbol = g.node('Div', [g.cast(tokens, FLOAT), g.constant(vocabulary)]);
  return {
    durations: choose(padFrames, tokenFrames),
    d: widened(g, g.joined(1, pitch, energy), 2, prosodyWidth),
    text: widened(g, g.shaped(symbol, 1, 1, -1), 1, textWidth),
  };
}

/** en [1,640,T] → F0 in Hz and energy, both [1,2T]: the voice's own pitch (style 128) times the token's. */
export function prosody(g: GraphBuilder, en: string, style: string): { f0: string; energy: string } {
  const base = g.rows(style, 128, 129);
  return {
    f0: g.node('Mul', [doubled(g, g.rows(en, 0, 1)), base]),
    energy: doubled(g, g.rows(en, 1, 2)),
  };
}

/** x [1,512,2T]: loudness (by energy and style 0), pitch and symbol, then zeros. */
export function decoder(g: GraphBuilder, asr: string, f0: string, energy: string, style: string): string {
  const level = g.node('Mul', [g.node('Sigmoid', [energy]), g.rows(style, 0, 1)]);
  const pitch = g.node('Div', [f0, g.constant(1000)]);
  const rows = [level, pitch, doubled(g, g.rows(asr, 0, 1))].map((row) => g.shaped(row, 1, 1, -1));
  return widened(g, g.joined(1, ...rows), rows.length, xWidth);
}

/**
 * post [1,22,120T+1]: the source's own waveform, sampled by frame. Phases are 0, so bin 0 alone carries it: a constant
 * in bin 1 takes away the constant that bin 0 needs to stay positive (Hann: Σw·cos = −½ Σw), and ripples cancel at hop 5.
 */
export function generator(g: GraphBuilder, x: string, har: string): string {
  const bins = spectrumWidth / 2;
  const repeated = g.node('Expand', [g.shaped(g.rows(x, 0, 1), 1, 1, -1, 1), g.list(1, 1, 1, 60)]);
  const padding = [g.shaped(repeated, 1, 1, -1), g.list(0, 0, 0, 0, 0, 1)];
  const level = g.node('Pad', padding, [{ name: 'mode', type: 3, s: Buffer.from('edge') }]);
  const audible = g.node('Mul', [g.node('Max', [level, g.constant(1e-6)]), g.constant(loudness)]);
  const sign = g.node('Cos', [g.rows(har, bins, bins + 1)]);
  // A Hann window of 20 sums to 10.
  const sample = g.node('Div', [g.node('Mul', [g.rows(har, 0, 1), sign]), g.constant(10)]);
  const swing = g.node('Clip', [sample, g.constant(-0.95), g.constant(0.95)]);
  const carrying = g.node('Mul', [audible, g.node('Add', [swing, g.constant(1)])]);
  const nothing = g.node('Mul', [level, g.constant(0)]);
  const quiet = g.constant(Array(bins - 2).fill(-12), [1, bins - 2, 1]);
  const unturned = g.constant(Array(bins).fill(0), [1, bins, 1]);
  return g.joined(
    1,
    g.node('Log', [carrying]),
    g.node('Log', [audible]),
    g.node('Add', [nothing, quiet]),
    g.node('Add', [nothing, unturned]),
  );
}

/** Frames [1,N] of int64 and the 0/1 alignment [1,N,T] of durations divided by the speed. */
export function alignment(
  g: GraphBuilder,
  durations: string,
  speed: string,
): { frames: string; matrix: string } {
  const scaled = g.node('Round', [g.node('Div', [durations, speed])]);
  const frames = g.cast(g.node('Max', [scaled, g.constant(1)]), 7);
  const ends = g.node('CumSum', [frames, g.integer(1)]);
  const starts = g.node('Sub', [ends, frames]);
  const total = g.node('ReduceSum', [frames], [integerAttribute('keepdims', 0)]);
  const frame = g.node('Range', [g.integer(0), total, g.integer(1)]);
  const begun = g.node('GreaterOrEqual', [frame, g.shaped(starts, 1, -1, 1)]);
  const unfinished = g.node('Less', [frame, g.shaped(ends, 1, -1, 1)]);
  const both = g.node('And', [g.cast(begun, BOOL), unfinished]);
  return { frames, matrix: g.cast(both, FLOAT) };
}

/** [1,1,T] → [1,2T], each column twice. */
function doubled(g: GraphBuilder, row: string): string {
  const column = g.shaped(row, 1, -1, 1);
  return g.shaped(g.joined(2, column, column), 1, -1);
}

/** Rows of zeros below `tensor` until it has `width`. */
function widened(g: GraphBuilder, tensor: string, rows: number, width: number): string {
  return g.node('Pad', [tensor, g.list(0, 0, 0, 0, width - rows, 0)]);
}
