import { XPublisher } from "zeromq";
import type { Publisher } from "./publisher";

/** The socket that all front ends listen to; it hears of every new listener. */
export function makeIopub(): XPublisher {
  return new XPublisher({ verbosity: "allSubs" });
}

/** Greets every new listener, so that a front end knows from when on it misses nothing. */
export async function welcome(iopub: XPublisher, publisher: Publisher): Promise<void> {
  for await (const [frame] of iopub) {
    // 1 stands before what a front end wants to hear, 0 before what it no longer wants.
    if (frame[0] === 1) publisher.welcome(frame.subarray(1).toString());
  }
}
