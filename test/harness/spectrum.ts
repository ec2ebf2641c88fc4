/** Compares how two waveforms sound: log-spectral distance and level, at 24 kHz. */

const size = 1024;
const hop = 240;
const window = Float64Array.from({ length: size }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / size));

/** In-place radix-2 FFT (Cooley, Tukey 1965). */
function fft(real: Float64Array, imaginary: Float64Array): void {
  const length = real.length;
  for (let i = 1, j = 0; i < length; i++) {
    let bit = length >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [real[i], real[j]] = [real[j] ?? 0, real[i] ?? 0];
      [imaginary[i], imaginary[j]] = [imaginary[j] ?? 0, imaginary[i] ?? 0];
    }
  }
  for (let span = 2; span <= length; span *= 2) butterflies(real, imaginary, span);
}

function butterflies(real: Float64Array, imaginary: Float64Array, span: number): void {
  for (let start = 0; start < real.length; start += span) {
    for (let k = 0; k < span / 2; k++) {
      const [a, b] = [start + k, start + k + span / 2];
      const angle = (-2 * Math.PI * k) / span;
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const [re, im] = [real[b] ?? 0, imaginary[b] ?? 0];
      const [turnedRe, turnedIm] = [re * c - im * s, re * s + im * c];
      real[b] = (real[a] ?? 0) - turnedRe;
      imaginary[b] = (imaginary[a] ?? 0) - turnedIm;
      real[a] = (real[a] ?? 0) + turnedRe;
      imaginary[a] = (imaginary[a] ?? 0) + turnedIm;
    }
  }
}

/** Power in dB per bin, of each frame. */
function spectra(wave: Float32Array): Float64Array[] {
  const frames: Float64Array[] = [];
  for (let start = 0; start + size <= wave.length; start += hop) {
    const real = Float64Array.from(window, (weight, n) => weight * (wave[start + n] ?? 0));
    const imaginary = new Float64Array(size);
    fft(real, imaginary);
    frames.push(
      Float64Array.from(
        { length: size / 2 + 1 },
        (_, k) => 10 * Math.log10((real[k] ?? 0) ** 2 + (imaginary[k] ?? 0) ** 2 + 1e-20),
      ),
    );
  }
  return frames;
}

/** Root mean square, in dB of full scale. */
export function levelDb(wave: Float32Array): number {
  let sum = 0;
  for (const sample of wave) sum += sample * sample;
  return 10 * Math.log10(sum / Math.max(1, wave.length) + 1e-12);
}

/**
 * Mean over audible frames (above -50 dB of the loudest) of the rms difference of log spectra in dB, floored 70 dB
 * below the reference's peak. Another noise seed is about 1.7 dB, a source turned by 18 degrees 2.7 dB.
 */
export function logSpectralDistance(reference: Float32Array, wave: Float32Array): number {
  const [expected, actual] = [spectra(reference), spectra(wave)];
  const peak = Math.max(...expected.map((frame) => Math.max(...frame)));
  const loudest = (frame: Float64Array): number => Math.max(...frame);
  let sum = 0;
  let frames = 0;
  for (const [at, frame] of expected.entries()) {
    const other = actual[at];
    if (!other || loudest(frame) < peak - 50) continue;
    let squares = 0;
    for (let k = 0; k < frame.length; k++) {
      const difference = Math.max(frame[k] ?? 0, peak - 70) - Math.max(other[k] ?? 0, peak - 70);
      squares += difference * difference;
    }
    sum += Math.sqrt(squares / frame.length);
    frames++;
  }
  return sum / frames;
}
