import type { WrittenMessage } from "../protocol/wire";

/** Writes a line into the output of the latest cell, while the main thread cannot. */
export class Notice {
  private latest: WrittenMessage | undefined;

  /** @param send Sends a message to the front ends. */
  constructor(private readonly send: (message: WrittenMessage) => void) {}

  /** Looks at a message of the main thread: it may say that a cell has begun. */
  watch(message: WrittenMessage): void {
    if (message.type === "execute_input") this.latest = message;
  }

  /** Writes the line to stderr of the cell; returns whether there is one. */
  write(text: string): boolean {
    if (this.latest === undefined) return false;
    const [parent] = this.latest.parts;
    const content = JSON.stringify({ name: "stderr", text: `${text}\n` });
    this.send({
      ...this.latest,
      type: "stream",
      topic: undefined,
      parts: [parent, "{}", content],
      buffers: [],
    });
    return true;
  }
}
