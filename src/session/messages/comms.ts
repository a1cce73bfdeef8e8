import { ValueError } from "../../errors";
import { Cell, currentCell, runInCell } from "../running/cell";
import { Comm, commPayload, type CommMessageType, type CommPayload, type Registered } from "./comm";
import {
  handlerOrNone,
  received,
  targetName,
  type CommExtras,
  type ReceivedCommMessage,
} from "./comm-content";
import { platform } from "../platform/platform";
import { adoptClass } from "../realm/person";
import { settled } from "../realm/promises";
import { errorMessage } from "../errors/error-message";
import { briefInspection } from "../text/inspect-value";
import type { Publisher } from "./publisher";
import type { JsonObject, Message } from "../message";

/** Thrown for a comm message that nothing can handle. */
export class CommError extends globalThis.Error {
  override name = "CommError";
}

/** Handles a comm that the front end has opened. */
export type TargetHandler = (comm: Comm, data: JsonObject, message: ReceivedCommMessage) => unknown;

/** All open comms, and the targets to which front ends may open comms. Both outlive the cells that made them. */
export class Comms {
  private readonly open = new Map<string, Comm>();
  private readonly targets = new Map<string, Registered<TargetHandler>>();

  constructor(private readonly publisher: Pick<Publisher, "comm" | "error">) {
    adoptClass(Comm);
  }

  /** Opens a comm from a cell to a target in the front end. */
  openFromCell(target: unknown, data: object = {}, extras: CommExtras = {}): Comm {
    const caller = "Jupyter.comms.open";
    const payload = commPayload(caller, data, extras);
    const comm = this.add(platform.values.uniqueName(), targetName(target, `${caller}: target`));
    this.transmit("comm_open", comm, payload, currentCell());
    return comm;
  }

  /** Registers the function to call with every comm that a front end opens to the target. */
  register(target: unknown, handler: TargetHandler): void {
    const caller = "Jupyter.comms.register";
    const name = targetName(target, `${caller}: target`);
    const checked = handlerOrNone(handler, `${caller}: handler`);
    if (checked === undefined) {
      const expected = "a function";
      throw new ValueError(`${caller}: handler is ${briefInspection(handler)}, expected ${expected}`, {
        argument: "handler",
        actual: handler,
        expected,
      });
    }
    this.targets.set(name, { handler: checked, cell: currentCell() });
  }

  /** Removes a target; comms that were opened to it stay open. */
  unregister(target: string): boolean {
    return this.targets.delete(target);
  }

  /** The content of a `comm_info_reply`. */
  info(content: JsonObject): { comms: Record<string, { target_name: string }> } {
    const { target_name: wanted } = content;
    if (wanted != null && typeof wanted !== "string") {
      throw new TypeError(`target_name is ${typeof wanted}, expected a string`);
    }
    const all = [...this.open.values()].filter(({ target }) => wanted == null || target === wanted);
    return { comms: Object.fromEntries(all.map(({ id, target }) => [id, { target_name: target }])) };
  }

  /**
   * Handles a front end's `comm_open`, `comm_msg` and `comm_close`; an error of a handler is shown on its cell.
   * @throws CommError when nothing can handle the message, since the protocol has no reply to it.
   */
  receive(message: Message): void {
    const { comm_id: id } = message.content;
    if (typeof id !== "string") throw new CommError(`comm_id is ${typeof id}, expected a string`);
    const type = message.header.msg_type;
    if (type === "comm_open") {
      this.receiveOpen(id, message);
      return;
    }
    const comm = this.open.get(id);
    if (comm === undefined) throw new CommError(`there is no comm ${JSON.stringify(id)}`);
    if (type === "comm_close") this.open.delete(id);
    const registered = type === "comm_close" ? comm.end() : comm.messageHandler;
    if (registered !== undefined) this.call(registered, (handler) => handler(...received(message)));
  }

  /** Closes all open comms, before the kernel ends. */
  closeAll(request: Message): void {
    for (const comm of [...this.open.values()]) this.drop(comm, request);
  }

  private receiveOpen(id: string, message: Message): void {
    if (this.open.has(id)) throw new CommError(`there is a comm ${JSON.stringify(id)} already`);
    const { target_name: target } = message.content;
    const registered = typeof target === "string" ? this.targets.get(target) : undefined;
    const comm = this.add(id, String(target));
    const isHandled =
      registered !== undefined && this.call(registered, (handler) => handler(comm, ...received(message)));
    // The protocol asks for closing a comm to an unknown target, or to one whose handler failed.
    if (!isHandled && !comm.closed) this.drop(comm, message);
  }

  private add(id: string, target: string): Comm {
    const comm = new Comm(id, target, (type, sender, payload) => {
      if (type === "comm_close") this.open.delete(id);
      this.transmit(type, sender, payload, currentCell());
    });
    this.open.set(id, comm);
    return comm;
  }

  /** Closes a comm on both sides, without calling its handlers. */
  private drop(comm: Comm, request: Message): void {
    comm.end();
    this.open.delete(comm.id);
    const nothing = { data: {}, metadata: {}, buffers: [] };
    this.transmit("comm_close", comm, nothing, new Cell(request, 0, false));
  }

  private transmit(
    type: CommMessageType,
    { id, target }: Comm,
    { data, metadata, buffers }: CommPayload,
    cell: Cell | undefined,
  ): void {
    const content = { comm_id: id, ...(type === "comm_open" ? { target_name: target } : {}), data };
    this.publisher.comm(cell, type, { content, metadata, buffers });
  }

  /** Runs a handler as part of the cell that registered it; returns false when it threw synchronously. */
  private call<Handler>(
    { handler, cell }: Registered<Handler>,
    invoke: (handler: Handler) => unknown,
  ): boolean {
    const report = (error: unknown): void => {
      if (cell === undefined) platform.log(`a handler of a comm has failed: ${String(error)}`);
      else this.publisher.error(cell, errorMessage(error));
    };
    try {
      const returned =
        cell === undefined ? invoke(handler) : runInCell(uninterrupted(cell), () => invoke(handler));
      settled(returned).catch(report);
      return true;
    } catch (error) {
      report(error);
      return false;
    }
  }
}

/** The cell to run a handler in: an interrupt of the cell's first run must not end its later handlers. */
function uninterrupted(cell: Cell): Cell {
  return cell.interrupted ? new Cell(cell.request, cell.count, cell.silent) : cell;
}
