/** An answer as lines of JSON: a segment's audio and the times of its words in one line. */
import { openaiFailure } from '../../dialects/openai.js';
import { SpeechError } from '../../errors.js';
import type { Request } from '../../http/route.js';
import type { SpokenPart, TimedWord } from '../../speech/spoken-part.js';
import type { SpeechEvents } from '../../speech/watched-events.js';

/** What a line says besides its audio. */
export interface LineWriter {
  line(audio: readonly Uint8Array[], part: SpokenPart | undefined, isLast: boolean): object;
}

/** A line that is not complete: more of its audio may come. */
interface Open {
  readonly part: SpokenPart | undefined;
  readonly audio: Uint8Array[];
}

/**
 * One line a segment or silence, and one for what the encoder kept to the last. Words come with the line that has their
 * audio. After a failure its line comes, and the transfer is broken off.
 */
export async function* captionedLines(
  events: SpeechEvents,
  writer: LineWriter,
  request: Request,
): AsyncGenerator<Uint8Array> {
  const written = (value: object): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value)}\n`);
  let open: Open = { part: undefined, audio: [] };
  try {
    for await (const event of events) {
      if (event.kind === 'audio') open.audio.push(event.bytes);
      else if (open.part === undefined) open = { ...open, part: event.part };
      else {
        const silent = open.audio.length === 0;
        const held = silent ? open.part : undefined;
        yield written(writer.line(open.audio, silent ? wordless(open.part) : open.part, false));
        open = { part: held === undefined ? event.part : withWordsOf(held, event.part), audio: [] };
      }
    }
    const tail = open.audio.length > 1 ? open.audio.pop() : undefined;
    yield written(writer.line(open.audio, open.part, tail === undefined));
    if (tail !== undefined) yield written(writer.line([tail], undefined, true));
  } catch (error) {
    if (request.signal.aborted) throw error;
    const failure =
      error instanceof SpeechError ? error : new SpeechError('INTERNAL', 'Internal error.', { cause: error });
    yield written(openaiFailure(failure, request.id));
    throw failure;
  }
}

function wordless(part: SpokenPart): SpokenPart {
  return { ...part, words: [], phonemes: [] };
}

/** Words whose audio had not left the encoder come with the next part's. */
function withWordsOf(held: SpokenPart, part: SpokenPart): SpokenPart {
  const words: readonly TimedWord[] = [...held.words, ...part.words];
  return { ...part, words, phonemes: [...held.phonemes, ...part.phonemes] };
}
