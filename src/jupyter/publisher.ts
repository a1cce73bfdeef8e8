/** Everything that the kernel tells all its front ends: the messages of the iopub channel. */
import type { Cell, StreamName } from "./cell";
import type { ErrorMessage } from "./error-message";
import type { JsonBundle } from "./mime-bundle";
import type { SendQueue } from "./send-queue";
import type { DisplayContent } from "./tslab";
import type { Message } from "./wire";

/** Where a display goes: into a new output, one that can be updated, or in place of an older state. */
export interface DisplayOptions {
  displayId?: string;
  update?: boolean;
}

export class Publisher {
  constructor(private readonly queue: SendQueue) {}

  status(parent: Message, state: "starting" | "busy" | "idle"): void {
    this.queue.send({ channel: "iopub", type: "status", parent, content: { execution_state: state } });
  }

  input(cell: Cell, code: string): void {
    this.publish(cell, "execute_input", { code, execution_count: cell.count });
  }

  stream(cell: Cell, name: StreamName, text: string): void {
    if (!cell.silent) this.queue.stream(cell.request, name, text);
  }

  display(cell: Cell, data: JsonBundle, { displayId, update = false }: DisplayOptions = {}): void {
    if (update && displayId === undefined) throw new TypeError("display: an update needs a displayId");
    const transient = displayId === undefined ? {} : { display_id: displayId };
    this.displayContent(cell, { data, metadata: {}, transient }, update);
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

  error(cell: Cell, error: ErrorMessage): void {
    this.publish(cell, "error", error);
  }

  private publish(cell: Cell, type: string, content: object): void {
    if (!cell.silent) this.queue.send({ channel: "iopub", type, parent: cell.request, content });
  }
}
