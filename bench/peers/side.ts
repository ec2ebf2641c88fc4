/** One of those compared, started and ready. */
import type { Answer } from './answer.js';

export interface Side {
  readonly name: string;
  /** Of the process at the top; the work may be done below it. */
  readonly pid: number;
  speak(text: string): Promise<Answer>;
  stop(): Promise<void>;
}

/** The voice all sides speak with. */
export const voice = 'af_heart';

export const ourName = 'kokoro-native';
