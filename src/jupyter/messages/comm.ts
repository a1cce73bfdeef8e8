import { currentCell, type Cell } from "../running/cell";
import {
  copyBuffers,
  handlerOrNone,
  plainObject,
  type CommExtras,
  type ReceivedCommMessage,
} from "./comm-content";
import type { JsonObject } from "../protocol/wire";

/** Takes the data of a message. What it returns is awaited only to report its error. */
export type CommHandler = (data: JsonObject, message: ReceivedCommMessage) => unknown;

/** A handler, and the cell whose output it writes to. */
export interface Registered<Handler> {
  handler: Handler;
  cell: Cell | undefined;
}

export type CommMessageType = "comm_open" | "comm_msg" | "comm_close";

/** The data of a message on its way out, with what goes along. */
export interface CommPayload extends ReceivedCommMessage {
  data: JsonObject;
}

/** Sends one message of a comm. */
export type CommSender = (type: CommMessageType, comm: Comm, payload: CommPayload) => void;

/** Messages of a closed comm would go nowhere. */
export class CommClosedError extends Error {
  override name = "CommClosedError";
}

/** A line between a cell and its counterpart in the front end, until one of the two closes it. */
export class Comm {
  #closed = false;
  #onMessage: Registered<CommHandler> | undefined;
  #onClose: Registered<CommHandler> | undefined;
  readonly #send: CommSender;

  /**
   * @param id Known to both sides.
   * @param target The name of what it talks to on the other side.
   */
  constructor(
    readonly id: string,
    readonly target: string,
    send: CommSender,
  ) {
    this.#send = send;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Called with every message of the front end, in the cell that set it; a new one replaces it. */
  get onMessage(): CommHandler | undefined {
    return this.#onMessage?.handler;
  }

  set onMessage(handler: CommHandler | null | undefined) {
    this.#onMessage = registered(handler, "comm.onMessage");
  }

  /** Called when the front end closes the comm. */
  get onClose(): CommHandler | undefined {
    return this.#onClose?.handler;
  }

  set onClose(handler: CommHandler | null | undefined) {
    this.#onClose = registered(handler, "comm.onClose");
  }

  /**
   * Sends data to the front end.
   * @throws CommClosedError when one of the two sides has closed the comm.
   * @throws ValueError when the data cannot be written as JSON, or a buffer is none.
   */
  send(data: object = {}, extras: CommExtras = {}): void {
    if (this.#closed) {
      throw new CommClosedError(`the comm ${this.id} to ${JSON.stringify(this.target)} is closed`);
    }
    this.#send("comm_msg", this, commPayload("comm.send", data, extras));
  }

  /** Tells the front end that nothing more will come; once is enough. */
  close(data: object = {}, extras: CommExtras = {}): void {
    if (this.#closed) return;
    const payload = commPayload("comm.close", data, extras);
    this.#closed = true;
    this.#send("comm_close", this, payload);
  }

  /** The handler for messages, with its cell. */
  get messageHandler(): Registered<CommHandler> | undefined {
    return this.#onMessage;
  }

  /** Ends the comm without a word to the front end; gives the handler that wants to know. */
  end(): Registered<CommHandler> | undefined {
    this.#closed = true;
    return this.#onClose;
  }
}

/** Checks and copies what a cell gave to the function `caller`. */
export function commPayload(caller: string, data: object, extras: CommExtras): CommPayload {
  const { metadata = {}, buffers = [] } = extras;
  return {
    data: plainObject(data, `${caller}: data`),
    metadata: plainObject(metadata, `${caller}: metadata`),
    buffers: copyBuffers(buffers, `${caller}: buffers`),
  };
}

function registered(
  handler: CommHandler | null | undefined,
  argument: string,
): Registered<CommHandler> | undefined {
  const checked = handlerOrNone(handler, argument);
  return checked === undefined ? undefined : { handler: checked, cell: currentCell() };
}
