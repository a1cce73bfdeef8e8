/** Everything that the kernel tells all its front ends: the messages of the iopub channel. */
import type { Cell, StreamName } from "../running/cell";
import type { ErrorMessage } from "../errors/error-message";
import type { JsonBundle } from "../display/mime-bundle";
import type { SendQueue } from "./send-queue";
import type { DisplayContent } from "../tslab";
import type { Message } from "../protocol/wire";

/** Where a display goes: into a new output, one that can be updated, or in place of an older state. */
export interface DisplayOptions {
  displayId?: string;
  update?: boolean;
  /** By MIME type: hints to the renderers, such as a width. */
  metadata?: Record<string, unknown>;
}

/** What a comm sends. */
export interface SentCommMessage {
  content: object;
  metadata?: object;
  buffers?: readonly Uint8Array[];
}

export class Publisher {
  constructor(private readonly queue: SendQueue) {}

  /** @param parent The request whose status it is; none when the kernel starts. */
  status(parent: Message | undefined, state: "starting" | "busy" | "idle"): void {
    this.queue.send({ channel: "iopub", type: "status", parent, content: { execution_state: state } });
  }

  /** Tells a new listener that it is heard. @param subscription What it listens to: everything when empty. */
  welcome(subscription: string): void {
    const topic = subscription === "" ? undefined : subscription;
    this.queue.send({ channel: "iopub", type: "iopub_welcome", topic, content: { subscription } });
  }

  input(cell: Cell, code: string): void {
    this.publish(cell, "execute_input", { code, execution_count: cell.count });
  }

  stream(cell: Cell, name: StreamName, text: string): void {
    if (!cell.silent) this.queue.stream(cell.request, name, text);
  }

  display(cell: Cell, data: JsonBundle, options: DisplayOptions = {}): void {
    const { displayId, update = false, metadata = {} } = options;
    if (update && displayId === undefined) throw new TypeError("display: an update needs a displayId");
    const transient = displayId === undefined ? {} : { display_id: displayId };
    this.displayContent(cell, { data, metadata, transient }, update);
  }

  /** Publishes a display whose content is complete, as tslab's own `display` makes it. */
  displayContent(cell: Cell, content: DisplayContent, update: boolean): void {
    const displayId = content.transient?.display_id;
    if (!update) this.publish(cell, "display_data", content);
    else if (displayId === undefined) this.publish(cell, "update_display_data", content);
    else if (!cell.silent) this.queue.update(cell.request, displayId, content);
  }

  result(cell: Cell, data: JsonBundle): void {
    this.publish(cell, "execute_result", { data, metadata: {}, execution_count: cell.count });
  }

  /** Asks the front ends to empty the cell's output. @param wait Only when the next output comes. */
  clear(cell: Cell, wait: boolean): void {
    this.publish(cell, "clear_output", { wait });
  }

  error(cell: Cell, error: ErrorMessage): void {
    this.publish(cell, "error", error);
  }

  /** A message of a comm; front ends get it also from a silent cell. */
  comm(
    cell: Cell | undefined,
    type: "comm_open" | "comm_msg" | "comm_close",
    message: SentCommMessage,
  ): void {
    this.queue.send({ channel: "iopub", type, parent: cell?.request, ...message });
  }

  private publish(cell: Cell, type: string, content: object): void {
    if (!cell.silent) this.queue.send({ channel: "iopub", type, parent: cell.request, content });
  }
}
