/** Steps of the level: is one heard where two windows meet? */
import { levelDb } from '../../test/harness/spectrum.js';

/** 20 ms at 24 kHz. */
const side = 480;
/** Quieter places are not looked at: a step between two silences is not heard. */
const silenceDb = -45;

/** By how much the level rises at a sample, in dB: 20 ms behind it against 20 ms before it. */
function rise(wave: Float32Array, at: number): number {
  return levelDb(wave.subarray(at, at + side)) - levelDb(wave.subarray(at - side, at));
}

/**
 * How far the rise of the level at each place differs from the reference's own there, in dB, unsigned. Places where either
 * side of the reference is silent, or that are too near an end, are left out.
 */
export function levelJumps(reference: Float32Array, wave: Float32Array, places: readonly number[]): number[] {
  return places
    .filter((at) => at >= side && at + side <= Math.min(reference.length, wave.length))
    .filter((at) =>
      [at - side, at].every((from) => levelDb(reference.subarray(from, from + side)) > silenceDb),
    )
    .map((at) => Math.abs(rise(wave, at) - rise(reference, at)));
}

/** Places that are no seams, every 100 ms, at least 60 ms from any: what two equally good decodes differ by anyway. */
export function placesBetween(seams: readonly number[], samples: number): number[] {
  const places = Array.from({ length: Math.floor(samples / 2400) }, (_, at) => 2400 * at + 1200);
  return places.filter((place) => seams.every((seam) => Math.abs(seam - place) >= 1440));
}

/** The value below which `share` of the values lie; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
