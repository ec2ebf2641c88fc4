/**
 * The voice string: `mix [pitch]`, a mix being names with weights joined by `+` or `-`. Pure: which names exist is
 * somebody else's knowledge.
 */
import { SpeechError } from '../errors.js';

/** One name of a mix; the weight is as written, negative for a subtracted voice. */
export interface MixTerm {
  readonly name: string;
  readonly weight: number;
}

export interface VoiceString {
  readonly terms: readonly MixTerm[];
  /** Semitones; undefined when the string has no pitch suffix. */
  readonly pitch: number | undefined;
}

const mostTerms = 16;
/** Semitones in either direction. */
const widestPitch = 6;

/** Takes a voice string apart. Throws VOICE_INVALID in the words of the specification. */
export function parseVoice(text: string): VoiceString {
  const plain = text.replace(/\s+/g, '');
  if (plain === '') throw invalid('Voice name cannot be empty');
  const operands = operandsOf(plain);
  const pitch = pitchOf(operands);
  if (pitch !== undefined) operands.pop();
  if (operands.length > mostTerms) {
    throw invalid(`Voice combination may hold at most ${mostTerms} voices, got ${operands.length}.`);
  }
  return { terms: operands.map(term), pitch };
}

interface Operand {
  readonly sign: 1 | -1;
  readonly text: string;
}

function operandsOf(plain: string): Operand[] {
  const operands: Operand[] = [];
  for (const [, operator, text = ''] of plain.matchAll(/(^|[+-])([^+-]*)/g)) {
    if (text === '') throw invalid('Voice combination contains empty combine items');
    operands.push({ sign: operator === '-' ? -1 : 1, text });
  }
  return operands;
}

/** The last operand, if it is a number and not the only one. */
function pitchOf(operands: readonly Operand[]): number | undefined {
  const last = operands.at(-1);
  if (last === undefined || operands.length < 2 || !decimal.test(last.text)) return undefined;
  const pitch = last.sign * Number(last.text);
  if (Math.abs(pitch) > widestPitch) {
    throw invalid('voice pitch suffix must be between -6.0 and +6.0 semitones.');
  }
  return pitch;
}

const decimal = /^(?:\d+\.?\d*|\.\d+)$/;
const weighted = /^([A-Za-z_]\w*)(?:\((\d+\.?\d*|\.\d+)\)|\*(\d+\.?\d*|\.\d+))?$/;

function term({ sign, text }: Operand): MixTerm {
  const match = weighted.exec(text);
  if (match?.[1] === undefined) throw invalid(`Voice '${text}' is not a valid voice or voice(weight)`);
  const weight = Number(match[2] ?? match[3] ?? 1);
  if (!(weight > 0) || !Number.isFinite(weight)) throw invalid(`Voice '${text}' must use a positive weight`);
  return { name: match[1], weight: sign * weight };
}

/**
 * Throws VOICE_INVALID for a mix whose weights are not steps of 0.1 up to 1 that add up to 1, which is all that kokoro-web
 * takes. A voice without a weight has all of it.
 */
export function checkStrictFormula(text: string): void {
  const { terms } = parseVoice(text);
  const tenths = terms.map(({ weight }) => weight * 10);
  const areSteps = tenths.every((weight) => weight > 0 && Math.abs(weight - Math.round(weight)) < 1e-9);
  if (areSteps && tenths.reduce((sum, weight) => sum + Math.round(weight), 0) === 10) return;
  throw invalid(`Weights of '${text}' must be steps of 0.1 that add up to 1`);
}

function invalid(message: string): SpeechError {
  return new SpeechError('VOICE_INVALID', message, { field: 'voice' });
}
