/** A beat every second, to notice when the event loop stood still. */
const beatMs = 1000;

export class EventLoopPulse {
  #lastBeat = performance.now();

  constructor() {
    setInterval(() => {
      this.#lastBeat = performance.now();
    }, beatMs).unref();
  }

  /** How much later than due the next beat is, in ms. */
  get stalledMs(): number {
    return Math.max(0, performance.now() - this.#lastBeat - beatMs);
  }
}
