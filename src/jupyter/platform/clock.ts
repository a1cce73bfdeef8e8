/** Time by Node. Cells put timers of their own in the place of Node's, and may replace anything else. */
import { performance } from "node:perf_hooks";
import timers from "node:timers";
import type { Clock } from "../../session/platform/clock";

const { clearTimeout, setImmediate, setTimeout } = timers;
const { nextTick } = process;

export const clock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, callback) => setTimeout(callback, milliseconds),
  cancel: (handle) => clearTimeout(handle as NodeJS.Timeout),
  turn: (callback) => void setImmediate(callback),
  soon: (callback) => nextTick(callback),
  busyShare() {
    const before = performance.eventLoopUtilization();
    return () => performance.eventLoopUtilization(before).utilization;
  },
};
