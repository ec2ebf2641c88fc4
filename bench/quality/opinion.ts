/** How good a wave sounds, and how like another: DNSMOS and PESQ-WB. */
import { answers, interpreter } from './python.js';

const script = 'opinion.py';

export interface Opinion {
  /** DNSMOS, 1 to 5, of the sound alone: overall, and the listeners' scale of ITU-T P.808. */
  readonly overall: number;
  readonly p808: number;
  /** PESQ-WB, 1 to 4.64, against the reference; null without one. */
  readonly pesq: number | null;
}

export interface Judged {
  readonly wave: Float32Array;
  readonly reference?: Float32Array | undefined;
}

/** The interpreter to judge with, if there is one. */
export function judge(environment: string | undefined): string | undefined {
  return interpreter(environment, script, 'PESQ and DNSMOS are');
}

/** Opinions in the order of the waves; 24 kHz. Throws when Python fails. */
export function opinions(python: string, waves: readonly Judged[]): Opinion[] {
  return answers(
    python,
    script,
    waves.map(({ wave, reference }) => ({ wave, reference })),
  ).map((answer) => {
    if (!isOpinion(answer)) throw new Error(`${script} answered ${JSON.stringify(answer)}`);
    return answer;
  });
}

function isOpinion(value: unknown): value is Opinion {
  return (
    typeof value === 'object' && value !== null && 'overall' in value && 'p808' in value && 'pesq' in value
  );
}
