// The one file of the core that reads a clock and waits; the linter's rule against that stands for all others.

/** Time, for the one thing in the core that needs it: training that shows itself. It never touches a result. */
export interface Clock {
  /** Milliseconds since some moment; never runs backwards. */
  now(): number;
  /** Lets everything else that waits have its turn: timers, messages, interrupts. */
  pause(): Promise<void>;
}

/** What Node, browsers and workers have alike, as far as it is used here; the core is compiled for none of them. */
interface Platform {
  performance: { now(): number };
  setImmediate?: (callback: () => void) => unknown;
  MessageChannel: new () => { port1: Port; port2: Port };
}

interface Port {
  onmessage: (() => void) | null;
  postMessage(message: null): void;
  close(): void;
}

/** The clock and the event loop of whatever the library runs in. */
export const systemClock: Clock = {
  now: () => platform().performance.now(),
  pause: () => new Promise((resolve) => nextTurn(platform(), resolve)),
};

function platform(): Platform {
  return globalThis as unknown as Platform;
}

/** Not `setTimeout`, which waits: a millisecond in Node, four in a browser. */
function nextTurn({ setImmediate, MessageChannel }: Platform, callback: () => void): void {
  if (setImmediate) {
    setImmediate(callback);
    return;
  }
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    callback();
  };
  port2.postMessage(null);
}
