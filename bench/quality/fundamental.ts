/** A tracker of the fundamental frequency: YIN (de Cheveigné and Kawahara 2002), steps 2 to 5. */

const sampleRate = 24_000;
/** 50 ms: two periods of the lowest voice and more. */
const windowSamples = 1200;
const hop = 240;
const lowestHz = 55;
const highestHz = 600;
const longest = Math.ceil(sampleRate / lowestHz);
const shortest = Math.floor(sampleRate / highestHz);
/** A dip of the normalised difference below this is a period; the article uses 0.1. */
const threshold = 0.15;
/** Power of a window, as a share of the loudest one's: below, nothing is looked for. */
const quietest = 1e-3;

/** Hz per hop of 10 ms; 0 where nothing is voiced. */
export function fundamental(wave: Float32Array): Float64Array {
  const count = Math.max(0, Math.floor((wave.length - windowSamples - longest) / hop) + 1);
  const powers = Float64Array.from({ length: count }, (_, at) => power(wave, at * hop));
  const loudest = powers.reduce((most, value) => Math.max(most, value), 0);
  return powers.map((value, at) => (value > quietest * loudest ? frequency(wave, at * hop) : 0));
}

function power(wave: Float32Array, from: number): number {
  let sum = 0;
  for (let n = from; n < from + windowSamples; n++) sum += (wave[n] ?? 0) ** 2;
  return sum;
}

/** The first dip below the threshold, followed down to its bottom: the shortest period, so no octave too low. */
function frequency(wave: Float32Array, from: number): number {
  const differences = normalisedDifferences(wave, from);
  for (let lag = shortest; lag < longest; lag++) {
    if ((differences[lag] ?? 1) >= threshold) continue;
    while (lag + 1 < longest && (differences[lag + 1] ?? 1) < (differences[lag] ?? 1)) lag++;
    return sampleRate / (lag + vertex(differences, lag));
  }
  return 0;
}

/** d'(lag): the squared difference against the window shifted by the lag, over its mean up to that lag. */
function normalisedDifferences(wave: Float32Array, from: number): Float64Array {
  const result = new Float64Array(longest + 1).fill(1);
  let sum = 0;
  for (let lag = 1; lag <= longest; lag++) {
    let difference = 0;
    for (let n = from; n < from + windowSamples; n++) {
      const gap = (wave[n] ?? 0) - (wave[n + lag] ?? 0);
      difference += gap * gap;
    }
    sum += difference;
    result[lag] = sum > 0 ? (difference * lag) / sum : 1;
  }
  return result;
}

/** Where between the neighbours of `at` the parabola through the three has its lowest point: -1 to 1. */
function vertex(values: Float64Array, at: number): number {
  const [before, here, after] = [values[at - 1] ?? 1, values[at] ?? 1, values[at + 1] ?? 1];
  const curvature = before - 2 * here + after;
  return curvature > 0 ? (before - after) / (2 * curvature) : 0;
}

export interface PitchError {
  /** Semitones: median over what is voiced in both of the shift found less the shift asked for. */
  readonly error: number;
  /** Share of it that is off by more than half an octave: the tracker's slips, or the voice's. */
  readonly octaves: number;
}

/** How exactly `shifted` is `natural` with its pitch moved by so many semitones; both of the same length. */
export function pitchError(natural: Float32Array, shifted: Float32Array, semitones: number): PitchError {
  const [before, after] = [fundamental(natural), fundamental(shifted)];
  const errors: number[] = [];
  for (const [at, hz] of before.entries()) {
    const moved = after[at] ?? 0;
    if (hz > 0 && moved > 0) errors.push(12 * Math.log2(moved / hz) - semitones);
  }
  const sorted = errors.sort((a, b) => a - b);
  return {
    error: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    octaves: errors.filter((error) => Math.abs(error) > 6).length / errors.length,
  };
}
