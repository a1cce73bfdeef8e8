import { currentCell, type Cell } from "../running/cell";
import {
  copyBuffers,
  handlerOrNone,
  plainObject,
  type CommExtras,
  type ReceivedCommMessage,
} from "./comm-content";
import type { JsonObject } from "../message";

/** Handles the data of a message. Its result is awaited only to report an error. */
export type CommHandler = (data: JsonObject, message: ReceivedCommMessage) => unknown;

/** A handler with the cell whose output it writes to. */
export interface Registered<Handler> {
  handler: Handler;
  cell: Cell | undefined;
}

export type CommMessageType = "comm_open" | "comm_msg" | "comm_close";

/** The data of an outgoing message, with metadata and buffers. */
export interface CommPayload extends ReceivedCommMessage {
  data: JsonObject;
}

/** Sends one message of a comm. */
export type CommSender = (type: CommMessageType, comm: Comm, payload: CommPayload) => void;

/** Thrown when a closed comm is to send a message. */
export class CommClosedError extends globalThis.Error {
  override name = "CommClosedError";
}

/** A connection between a cell and its counterpart in the front end, until one of the two closes it. */
export class Comm {
  #closed = false;
  #onMessage: Registered<CommHandler> | undefined;
  #onClose: Registered<CommHandler> | undefined;
  readonly #send: CommSender;

  /**
   * @param id The identifier that both sides use.
   * @param target The name of the counterpart in the front end.
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

  /** Called with every message of the front end, as part of the cell that set it. */
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
   * @throws ValueError when the data cannot be written as JSON, or a buffer is not one.
   */
  send(data: object = {}, extras: CommExtras = {}): void {
    if (this.#closed) {
      throw new CommClosedError(`the comm ${this.id} to ${JSON.stringify(this.target)} is closed`);
    }
    this.#send("comm_msg", this, commPayload("comm.send", data, extras));
  }

  /** Tells the front end that the comm is closed; further calls do nothing. */
  close(data: object = {}, extras: CommExtras = {}): void {
    if (this.#closed) return;
    const payload = commPayload("comm.close", data, extras);
    this.#closed = true;
    this.#send("comm_close", this, payload);
  }

  /** The handler of messages, with its cell. */
  get messageHandler(): Registered<CommHandler> | undefined {
    return this.#onMessage;
  }

  /** Ends the comm without telling the front end; returns the handler of `onClose`. */
  end(): Registered<CommHandler> | undefined {
    this.#closed = true;
    return this.#onClose;
  }
}

/** Checks and copies the arguments that a cell passed to the function `caller`. */
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
