/** Server-sent events: `data:` lines only, and a comment that keeps proxies from giving up. */

const encoder = new TextEncoder();
/** Silence after which a comment is sent, in ms. */
const keepAliveMs = 10_000;
const keepAlive = encoder.encode(': keep-alive\n\n');

/** One event around a JSON value. */
export function dataEvent(value: object): Uint8Array {
  return encoder.encode(`data: ${JSON.stringify(value)}\n\n`);
}

/** The same stream, with a comment whenever nothing came for ten seconds. */
export async function* keptAlive(
  events: AsyncIterator<Uint8Array>,
  everyMs = keepAliveMs,
): AsyncGenerator<Uint8Array> {
  for (;;) {
    const next = events.next();
    let result = await firstOf(next, everyMs);
    while (result === undefined) {
      yield keepAlive;
      result = await firstOf(next, everyMs);
    }
    if (result.done) return;
    yield result.value;
  }
}

/** What `promise` resolves to, or undefined if that takes longer. */
async function firstOf<Value>(promise: Promise<Value>, limitMs: number): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, limitMs, undefined);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
