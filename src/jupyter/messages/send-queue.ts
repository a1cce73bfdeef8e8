import { clearTimeout, setTimeout } from "node:timers";
import { performance } from "node:perf_hooks";
import { wellFormed } from "../text/well-formed";
import type { Message, Outgoing } from "../protocol/wire";

/** Milliseconds for which text and updates of displays may be held back to be joined with what follows. */
export const holdTime = 50;
/** Most UTF-16 units of text in one stream message. */
export const streamLimit: number = 2 ** 20;

interface HeldStream {
  kind: "stream";
  parent: Message;
  name: "stdout" | "stderr";
  parts: string[];
  length: number;
}

interface HeldUpdate {
  kind: "update";
  parent: Message;
  displayId: string;
  content: object;
}

/**
 * Keeps all output in order and hands it to the socket, joining what a front end would show as one anyway:
 * successive text of one stream, and successive states of one display.
 *
 * Text and updates leave at most every `holdTime` ms, also from a synchronous loop, which lets no timer run:
 * the clock is read at every call. All else leaves at once, behind what is held.
 */
export class SendQueue {
  private held: (HeldStream | HeldUpdate)[] = [];
  /** The latest entry of each cell: text is joined to it whatever other cells have written since. */
  private readonly tails = new Map<Message, HeldStream | HeldUpdate>();
  private readonly updates = new Map<string, HeldUpdate>();
  private timer: NodeJS.Timeout | undefined;
  private lastFlush = -Infinity;

  /**
   * @param transmit Sends one message; must not throw.
   * @param now The clock, in milliseconds.
   */
  constructor(
    private readonly transmit: (message: Outgoing) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Sends a message after everything that was given before it. */
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

  /** Sends a new state of a display; a state still held is replaced, as nobody would have seen it. */
  update(parent: Message, displayId: string, content: object): void {
    const earlier = this.updates.get(displayId);
    if (earlier !== undefined && earlier.parent === parent) {
      earlier.content = content;
    } else {
      const entry: HeldUpdate = { kind: "update", parent, displayId, content };
      this.hold(entry);
      this.updates.set(displayId, entry);
    }
    this.flushWhenDue();
  }

  /** Sends everything that is held. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.held.length === 0) return;
    const entries = this.held;
    this.held = [];
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
      this.hold({ kind: "stream", parent, name, parts: [text], length: text.length });
    }
    this.flushWhenDue();
  }

  private hold(entry: HeldStream | HeldUpdate): void {
    this.held.push(entry);
    this.tails.set(entry.parent, entry);
  }

  private flushWhenDue(): void {
    const wait = this.lastFlush + holdTime - this.now();
    if (wait <= 0) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), wait);
  }
}

function asMessage(entry: HeldStream | HeldUpdate): Outgoing {
  const { parent } = entry;
  if (entry.kind === "update") {
    return { channel: "iopub", type: "update_display_data", parent, content: entry.content };
  }
  const content = { name: entry.name, text: wellFormed(entry.parts.join("")) };
  return { channel: "iopub", type: "stream", parent, content };
}

/** The largest cut at or below `limit` that leaves surrogate pairs whole. */
function cutBefore(text: string, limit: number): number {
  if (text.length <= limit) return text.length;
  const unit = text.charCodeAt(limit - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? limit - 1 : limit;
}
