/** How much later than due timers fire: what every request waits while something blocks the event loop. */

/** A quarter of a second between two looks. */
const everyMs = 250;

export class EventLoopLag {
  #timer: NodeJS.Timeout | undefined;

  /** Tells the lag in seconds at every look; keeps no process alive. */
  start(told: (seconds: number) => void): void {
    let due = performance.now() + everyMs;
    this.#timer = setInterval(() => {
      const now = performance.now();
      told(Math.max(0, now - due) / 1000);
      due = now + everyMs;
    }, everyMs).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
