import { platform } from "../platform/platform";
import { wellFormed } from "../text/well-formed";
import type { Message, Outgoing } from "../message";

/** The maximum time, in milliseconds, to hold back text and display updates to merge them with what follows. */
export const holdTime = 50;
/** The maximum number of UTF-16 units of text in one stream message. */
export const streamLimit: number = 2 ** 20;

interface PendingStream {
  kind: "stream";
  parent: Message;
  name: "stdout" | "stderr";
  parts: string[];
  length: number;
}

interface PendingUpdate {
  kind: "update";
  parent: Message;
  displayId: string;
  content: object;
}

/**
 * Keeps all output in order and passes it to the socket, merging what a front end would show as one anyway:
 * successive text of one stream, and successive states of one display.
 *
 * Text and updates are sent at most every `holdTime` ms. The clock is read at every call, because in a synchronous loop
 * no timer runs. Every other message is sent at once, after the pending entries.
 */
export class SendQueue {
  private pending: (PendingStream | PendingUpdate)[] = [];
  /** The latest entry of each cell: text is appended to it, whatever other cells have written since. */
  private readonly tails = new Map<Message, PendingStream | PendingUpdate>();
  private readonly updates = new Map<string, PendingUpdate>();
  private timer: unknown;
  private lastFlush = -Infinity;

  /**
   * @param transmit Sends one message; must not throw.
   * @param now The clock, in milliseconds.
   */
  constructor(
    private readonly transmit: (message: Outgoing) => void,
    private readonly now: () => number = () => platform.clock.now(),
  ) {}

  /** Sends a message after everything that was queued before it. */
  send(message: Outgoing): void {
    this.flush();
    this.transmit(message);
  }

  /** Appends text to a stream of the cell that `parent` asked for. */
  stream(parent: Message, name: "stdout" | "stderr", text: string): void {
    for (let rest = text; rest !== "";) {
      const end = cutBefore(rest, streamLimit);
      this.appendText(parent, name, rest.slice(0, end));
      rest = rest.slice(end);
    }
  }

  /** Sends a new state of a display; it replaces a pending state, which nobody has seen. */
  update(parent: Message, displayId: string, content: object): void {
    const earlier = this.updates.get(displayId);
    if (earlier !== undefined && earlier.parent === parent) {
      earlier.content = content;
    } else {
      const entry: PendingUpdate = { kind: "update", parent, displayId, content };
      this.enqueue(entry);
      this.updates.set(displayId, entry);
    }
    this.flushWhenDue();
  }

  /** Sends everything that is pending. */
  flush(): void {
    if (this.timer !== undefined) platform.clock.cancel(this.timer);
    this.timer = undefined;
    if (this.pending.length === 0) return;
    const entries = this.pending;
    this.pending = [];
    this.tails.clear();
    this.updates.clear();
    this.lastFlush = this.now();
    for (const entry of entries) this.transmit(asMessage(entry));
  }

  private appendText(parent: Message, name: "stdout" | "stderr", text: string): void {
    let tail = this.tails.get(parent);
    if (tail?.kind === "stream" && tail.length + text.length > streamLimit) this.flush();
    tail = this.tails.get(parent);
    if (tail?.kind === "stream" && tail.name === name) {
      tail.parts.push(text);
      tail.length += text.length;
    } else {
      this.enqueue({ kind: "stream", parent, name, parts: [text], length: text.length });
    }
    this.flushWhenDue();
  }

  private enqueue(entry: PendingStream | PendingUpdate): void {
    this.pending.push(entry);
    this.tails.set(entry.parent, entry);
  }

  private flushWhenDue(): void {
    const wait = this.lastFlush + holdTime - this.now();
    if (wait <= 0) this.flush();
    else this.timer ??= platform.clock.after(wait, () => this.flush());
  }
}

function asMessage(entry: PendingStream | PendingUpdate): Outgoing {
  const { parent } = entry;
  if (entry.kind === "update") {
    return { channel: "iopub", type: "update_display_data", parent, content: entry.content };
  }
  const content = { name: entry.name, text: wellFormed(entry.parts.join("")) };
  return { channel: "iopub", type: "stream", parent, content };
}

/** The largest index up to `limit` that does not split a surrogate pair. */
function cutBefore(text: string, limit: number): number {
  if (text.length <= limit) return text.length;
  const unit = text.charCodeAt(limit - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? limit - 1 : limit;
}
