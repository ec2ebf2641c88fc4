/** Rough lengths of speech before it is made, for admission and deadlines. */

/** 24 kHz mono. */
export const sampleRate = 24_000;

/** Seconds of speech a character of text makes at speed 1: 2,500 characters are about 170 s. */
const secPerCharacter = 0.068;
/** Seconds a phoneme token makes at speed 1: 100 tokens are about 6.5 s. */
const secPerToken = 0.065;

/** Seconds of speech in a text. */
export function textSec(text: string, speed: number): number {
  return (text.length * secPerCharacter) / speed;
}

/** Seconds of speech in a run of phonemes. */
export function phonemesSec(phonemes: string, speed: number): number {
  return (phonemes.length * secPerToken) / speed;
}
