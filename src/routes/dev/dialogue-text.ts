/** The turns of a dialogue as one text with tags. */
import { DetailedError } from '../../http/detailed-error.js';
import type { SchemaIssue } from '../../http/schema-issue.js';

export interface Turn {
  readonly voice: string;
  readonly text: string;
  readonly rate?: number | undefined;
  /** Semitones. */
  readonly pitch?: number | undefined;
  /** Seconds; otherwise the dialogue's own, between turns. */
  readonly pause_after?: number | null | undefined;
}

/** Names that a tag can hold; others could close it and open the next. */
const voiceName = /^[A-Za-z0-9_][A-Za-z0-9_+\-(). *]*$/;

/** `[voice:A] text [pause:0.5s] [voice:B] text`. */
export function dialogueText(turns: readonly Turn[], pauseBetween: number): string {
  return turns
    .flatMap(({ voice, text, rate = 1, pitch = 0, pause_after }, index) => {
      const isLast = index === turns.length - 1;
      const tags = [
        `[voice:${voice}]`,
        rate === 1 ? '' : `[rate:${plain(rate)}]`,
        pitch === 0 ? '' : `[pitch:${plain(pitch)}]`,
      ];
      return [...tags, text.trim(), pauseTag(pause_after ?? (isLast ? 0 : pauseBetween))];
    })
    .filter((part) => part !== '')
    .join(' ');
}

/** Throws INVALID_REQUEST, in Pydantic's words, for turns without words and for voices that no tag can name. */
export function checkTurns(turns: readonly Partial<Turn>[]): asserts turns is readonly Turn[] {
  const issues = turns.flatMap((turn, index) => turnIssues(turn, ['body', 'turns', index]));
  const [first] = issues;
  if (first === undefined) return;
  const field = first.loc.slice(1).join('.');
  throw new DetailedError('INVALID_REQUEST', `${field}: ${first.msg}`, issues.slice(0, 20), { field });
}

function turnIssues(turn: Partial<Turn>, loc: readonly (string | number)[]): SchemaIssue[] {
  const { voice, text = '' } = turn;
  const wrong = (field: string, message: string, input: string): SchemaIssue => ({
    type: 'value_error',
    loc: [...loc, field],
    msg: `Value error, ${message}`,
    input: input.slice(0, 200),
    ctx: { error: message },
  });
  const issues: SchemaIssue[] = [];
  if (voice === undefined)
    issues.push({ type: 'missing', loc: [...loc, 'voice'], msg: 'Field required', input: {} });
  else if (!voiceName.test(voice))
    issues.push(wrong('voice', 'Voice contains characters that cannot appear in a voice name', voice));
  if (text.trim() === '') issues.push(wrong('text', 'Turn text cannot be empty', text));
  return issues;
}

function pauseTag(seconds: number): string {
  const written = plain(seconds);
  return written === '0' ? '' : `[pause:${written}s]`;
}

/** At most three decimals, no zeros at the end, and never an exponent. */
function plain(value: number): string {
  return String(Number(value.toFixed(3)));
}
