/** Shapes are Kokoro's own: the engine must not see a difference. */
export const vocabulary = 178;
export const positions = 512;
export const prosodyWidth = 640;
export const textWidth = 512;
export const xWidth = 512;
export const spectrumWidth = 22;
export const fftSize = 20;
export const hop = 5;
export const samplesPerHalfFrame = 300;
export const sampleRate = 24_000;
