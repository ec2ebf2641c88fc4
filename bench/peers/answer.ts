/** What a client heard: when each piece of audio came, and what that means for somebody who plays it at once. */

export interface Piece {
  /** Milliseconds since the question. */
  readonly atMs: number;
  readonly samples: number;
  /** Samples before the first one that can be heard; all of them if none can. */
  readonly lead: number;
}

export interface Answer {
  readonly pieces: readonly Piece[];
  readonly wholeMs: number;
}

const samplesPerMs = 24;

/** A gap shorter than this hides in any player's buffer. */
const audibleGapMs = 20;

export function audioSec({ pieces }: Answer): number {
  return pieces.reduce((sum, { samples }) => sum + samples, 0) / (1000 * samplesPerMs);
}

export function firstAudioMs({ pieces }: Answer): number {
  return pieces[0]?.atMs ?? Number.NaN;
}

/** Seconds of work for a second of audio. */
export function realTimeFactor(answer: Answer): number {
  return answer.wholeMs / 1000 / audioSec(answer);
}

export interface Playback {
  /** When the first sample above the threshold leaves the loudspeaker; silence in front of it counts. */
  readonly heardMs: number;
  /** Waits in the middle, audible ones only. */
  readonly gaps: readonly number[];
}

/** Plays in real time from the first piece on, waiting where the next one is late. */
export function playback({ pieces }: Answer): Playback {
  const gaps: number[] = [];
  let heardMs = Number.NaN;
  let playedMs = pieces[0]?.atMs ?? 0;
  for (const { atMs, samples, lead } of pieces) {
    if (atMs - playedMs > audibleGapMs) gaps.push(atMs - playedMs);
    playedMs = Math.max(playedMs, atMs);
    if (Number.isNaN(heardMs) && lead < samples) heardMs = playedMs + lead / samplesPerMs;
    playedMs += samples / samplesPerMs;
  }
  return { heardMs, gaps };
}
