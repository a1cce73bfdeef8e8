/** Time in a page; taken from it before the first cell. */
import type { Clock } from "../session/platform/clock";

const { setTimeout, clearTimeout } = globalThis;
const now = performance.now.bind(performance);

/** Messages to oneself come at once, where timers wait for four milliseconds once they are nested. */
const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

function turn(callback: () => void): void {
  waiting.push(callback);
  port2.postMessage(undefined);
}

/** Milliseconds between two looks at whether the thread is free. */
const lookTime = 10;

export const clock: Clock = {
  now,
  after: (milliseconds, callback) => setTimeout(callback, milliseconds),
  cancel: (handle) => clearTimeout(handle as number),
  turn,
  soon: turn,
  busyShare() {
    const start = now();
    let looks = 0;
    const look = (): void => {
      if (now() - start > 1000) return;
      looks++;
      setTimeout(look, lookTime);
    };
    setTimeout(look, lookTime);
    return () => 1 - Math.min(1, (looks * lookTime) / (now() - start));
  },
};
