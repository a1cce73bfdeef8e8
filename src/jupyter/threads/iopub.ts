import { XPublisher } from "zeromq";
import { logToTerminal } from "../terminal";
import { serializeMessage } from "../protocol/wire";

/** The socket that all front ends subscribe to; it also receives every new subscription. */
export function makeIopub(): XPublisher {
  return new XPublisher({ verbosity: "allSubs" });
}

/** Welcomes every new subscriber, so that a front end knows from when on it receives everything. */
export async function welcome(iopub: XPublisher, key: string): Promise<void> {
  for await (const [frame] of iopub) {
    // The first byte is 1 for a subscription, and 0 for its end.
    if (frame[0] !== 1) continue;
    const subscription = frame.subarray(1).toString();
    const topic = subscription === "" ? undefined : subscription;
    const message = { channel: "iopub", type: "iopub_welcome", topic, content: { subscription } } as const;
    iopub.send(serializeMessage(key, message)).catch((error: unknown) => {
      logToTerminal(`a subscriber could not be welcomed: ${String(error)}`);
    });
  }
}
