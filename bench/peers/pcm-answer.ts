/** Asks a server with OpenAI's speech route for a stream of PCM and notes when its audio comes. */
import type { Answer, Piece } from './answer.js';
import { voice } from './side.js';

/** 50 dB below full scale, as int16: what is quieter is not heard as speech. */
const audible = 104;

/** Reads the whole answer. Throws when the server answers with an error. */
export async function askForPcm(base: string, input: string, more: object): Promise<Answer> {
  const startedAt = performance.now();
  const response = await fetch(`${base}/v1/audio/speech`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ input, voice, response_format: 'pcm', ...more }),
  });
  if (!response.ok || response.body === null) throw new Error(`${response.status}: ${await response.text()}`);
  const pieces: Piece[] = [];
  let half: Uint8Array = new Uint8Array(0);
  for await (const block of response.body) {
    const atMs = performance.now() - startedAt;
    const bytes = Buffer.concat([half, block]);
    const samples = bytes.length >> 1;
    half = bytes.subarray(2 * samples);
    if (samples > 0) pieces.push({ atMs, samples, lead: silenceBefore(bytes, samples) });
  }
  return { pieces, wholeMs: performance.now() - startedAt };
}

function silenceBefore(bytes: Buffer, samples: number): number {
  let at = 0;
  while (at < samples && Math.abs(bytes.readInt16LE(2 * at)) <= audible) at++;
  return at;
}
