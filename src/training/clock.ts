// The only file of the core that reads a clock and waits; a lint rule forbids it everywhere else.

/** Time, for the progress display of training. It never affects a result. */
export interface Clock {
  /** Milliseconds since some moment; never runs backwards. */
  now(): number;
  /** Lets waiting work run: timers, messages, interrupts. */
  pause(): Promise<void>;
}

/** The common part of Node, browsers and workers that is used here; the core is compiled for none of them. */
interface Platform {
  readonly [name: symbol]: ((callback: () => void) => unknown) | undefined;
  performance: { now(): number };
  setImmediate?: (callback: () => void) => unknown;
  MessageChannel: new () => { port1: Port; port2: Port };
}

interface Port {
  onmessage: (() => void) | null;
  postMessage(message: null): void;
  close(): void;
}

/** The clock and the event loop of the environment that the library runs in. */
export const systemClock: Clock = {
  now: () => platform().performance.now(),
  pause: () => new Promise((resolve) => nextTurn(platform(), resolve)),
};

function platform(): Platform {
  return globalThis as unknown as Platform;
}

/** Avoids `setTimeout`, which waits for a millisecond in Node and four in a browser. */
function nextTurn(environment: Platform, callback: () => void): void {
  const { setImmediate, MessageChannel } = environment;
  // A kernel's own way, which an interrupt leaves open.
  const turn = environment[Symbol.for("factorlab.turn")] ?? setImmediate;
  if (turn !== undefined) {
    turn(callback);
    return;
  }
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    callback();
  };
  port2.postMessage(null);
}
