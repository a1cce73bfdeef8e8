/** The messages that the kernel sends to all its front ends, on the iopub channel. */
import type { Cell, StreamName } from "../running/cell";
import type { ErrorMessage } from "../errors/error-message";
import type { JsonBundle } from "../display/mime-bundle";
import type { SendQueue } from "./send-queue";
import type { Message } from "../message";

/** Whether a display makes a new output, an output that can be updated, or an update. */
export interface DisplayOptions {
  displayId?: string;
  update?: boolean;
  /** Hints to the renderers, such as a width, by MIME type. */
  metadata?: Record<string, unknown>;
}

/** The content of a display, as Jupyter's messages have it. */
export interface DisplayContent {
  /** By MIME type. */
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
  transient?: { display_id?: string };
}

/** An outgoing message of a comm. */
export interface SentCommMessage {
  content: object;
  metadata?: object;
  buffers?: readonly Uint8Array[];
}

export class Publisher {
  constructor(private readonly queue: SendQueue) {}

  /** @param parent The request that the status is about; none when the kernel starts. */
  status(parent: Message | undefined, state: "starting" | "busy" | "idle"): void {
    this.queue.send({ channel: "iopub", type: "status", parent, content: { execution_state: state } });
  }

  input(cell: Cell, code: string): void {
    this.publish(cell, "execute_input", { code, execution_count: cell.count });
  }

  stream(cell: Cell, name: StreamName, text: string): void {
    if (!cell.silent) this.queue.stream(cell.request, name, text);
  }

  /** Sends the text that is held back, before the thread waits for something else. */
  flush(): void {
    this.queue.flush();
  }

  display(cell: Cell, data: JsonBundle, options: DisplayOptions = {}): void {
    const { displayId, update = false, metadata = {} } = options;
    if (update && displayId === undefined) throw new TypeError("display: an update needs a displayId");
    const transient = displayId === undefined ? {} : { display_id: displayId };
    this.displayContent(cell, { data, metadata, transient }, update);
  }

  /** Publishes complete display content, as tslab's own `display` makes it. */
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

  /** Publishes a message of a comm; front ends receive it even from a silent cell. */
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
