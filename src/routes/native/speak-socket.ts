/** WS /ws/speak-stream: one request, its chunks as messages. */
import type { SocketRoute } from '../../http/socket-route.js';
import type { ChunkSpeaker } from '../../speech/chunk-speaker.js';
import type { FaultListener } from './fault-listener.js';
import type { NativeDefaults } from './native-fields.js';
import { SpeakConversation } from './speak-conversation.js';

const base64Protocol = 'kokoro-stream.base64';

/** The route; `handshakeSec` is the time for the first message. */
export function speakSocket(
  speaker: ChunkSpeaker,
  defaults: NativeDefaults,
  onFault: FaultListener,
  handshakeSec: number,
): SocketRoute {
  return {
    path: '/ws/speak-stream',
    summary: 'Speaks a text chunk by chunk over a WebSocket.',
    protocols: ['kokoro-stream', base64Protocol],
    maxMessageBytes: 64 * 1024,
    idleSec: 60,
    firstMessageSec: handshakeSec,
    refusal: 403,
    open: (socket, request) =>
      new SpeakConversation({
        socket,
        request,
        speaker,
        defaults,
        onFault,
        isBase64: request.protocol === base64Protocol,
      }),
  };
}
