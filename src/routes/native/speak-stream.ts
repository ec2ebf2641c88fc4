/** POST /api/speak-stream: a line of JSON per chunk, each with a file of audio. */
import { spacedJson, streamMessage } from '../../dialects/native.js';
import { SpeechError } from '../../errors.js';
import { DetailedError } from '../../http/detailed-error.js';
import { postRoute, type Request, type Route } from '../../http/route.js';
import { literal } from '../../http/schema-issue.js';
import type { ChunkSpeaker } from '../../speech/chunk-speaker.js';
import type { ChunkStream } from '../../speech/chunk-stream.js';
import { ChunkMessages } from './chunk-messages.js';
import type { FaultListener } from './fault-listener.js';
import { chunkedRequest, type NativeDefaults, StreamBody } from './native-fields.js';

/** The route. */
export function speakStreamRoute(
  speaker: ChunkSpeaker,
  defaults: NativeDefaults,
  onFault: FaultListener,
): Route {
  const description = {
    path: '/api/speak-stream',
    summary: 'Speaks a text chunk by chunk.',
    produces: ['application/x-ndjson'],
    body: StreamBody,
    speaks: true,
  };
  return postRoute(description, async (body, request) => {
    if (body.audio_encoding === 'binary') throw base64Only();
    const { asked, encoding } = chunkedRequest(body, defaults);
    const stream = await speaker.open(asked, request);
    const messages = new ChunkMessages(body, encoding, asked.sampleRate, stream.total);
    return {
      status: 200,
      headers: {
        'content-type': 'application/x-ndjson',
        'cache-control': 'no-cache',
        'x-accel-buffering': 'no',
      },
      body: lines(stream, messages, request, onFault),
    };
  });
}

async function* lines(
  stream: ChunkStream,
  messages: ChunkMessages,
  request: Request,
  onFault: FaultListener,
): AsyncGenerator<Uint8Array> {
  yield line(messages.meta());
  let index = 0;
  try {
    for await (const chunk of stream.chunks()) {
      yield line(messages.chunk(chunk, { audio_base64: Buffer.from(chunk.bytes).toString('base64') }));
      index++;
    }
  } catch (error) {
    if (request.signal.aborted) return;
    request.note({ outcome: error instanceof SpeechError ? error.code : 'INTERNAL' });
    onFault(request.id, error);
    yield line({ type: 'error', detail: streamMessage(error), chunk_index: index });
    return;
  }
  yield line(messages.done());
}

function line(message: object): Uint8Array {
  return Buffer.from(`${spacedJson(message)}\n`);
}

function base64Only(): DetailedError {
  const issue = { ...literal(['base64']), loc: ['body', 'audio_encoding'], input: 'binary' };
  return new DetailedError('INVALID_REQUEST', `audio_encoding: ${issue.msg}`, [issue], {
    field: 'audio_encoding',
  });
}
