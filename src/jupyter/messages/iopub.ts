import { XPublisher } from "zeromq";
import type { Publisher } from "./publisher";

/** The socket that all front ends subscribe to; it also receives every new subscription. */
export function makeIopub(): XPublisher {
  return new XPublisher({ verbosity: "allSubs" });
}

/** Welcomes every new subscriber, so that a front end knows from when on it receives everything. */
export async function welcome(iopub: XPublisher, publisher: Publisher): Promise<void> {
  for await (const [frame] of iopub) {
    // The first byte is 1 for a subscription, and 0 for its end.
    if (frame[0] === 1) publisher.welcome(frame.subarray(1).toString());
  }
}
