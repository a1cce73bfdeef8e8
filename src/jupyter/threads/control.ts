import { join } from "node:path";
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from "node:worker_threads";
import type { Connection } from "../protocol/connection";
import type { OutputLink } from "./output-pipes";
import type { ProcessOutput } from "./process-output";
import type { RunFlags } from "./run-state";

/** What the control thread starts with. */
export interface ControlStart {
  connection: Connection;
  flags: RunFlags;
  /** Bytes that the main thread's values can take. */
  memory: number;
  /** Receives what the user has typed. */
  input: MessagePort;
  /** The output of the process's descriptors, where it is redirected. */
  output: OutputLink | undefined;
  /** The descriptor of the real stderr, where it is not 2. */
  terminal: number | undefined;
}

/** What the main thread tells the control thread. */
export type ToControl =
  { kind: "send"; channel: "control" | "stdin"; frames: (Uint8Array | string)[] } | { kind: "close" };

/** What the control thread tells the main thread. */
export type FromControl =
  | { kind: "ready" }
  | { kind: "failed"; reason: string }
  | { kind: "closed" }
  /** A request for the main thread. */
  | { kind: "request"; frames: Uint8Array[] }
  /** An answered request; its status on iopub is still to be published. */
  | { kind: "answered"; frames: Uint8Array[] }
  /** The cell with the number `run` was interrupted, 0 when none ran; interrupts are numbered as well. */
  | { kind: "interrupt"; run: number; interrupt: number };

/** Receives what the control thread reports while the kernel runs. */
export interface ControlListener {
  request(frames: Buffer[]): void;
  answered(frames: Buffer[]): void;
  interrupt(run: number, interrupt: number): void;
}

/** The control thread, as the main thread uses it. */
export class ControlThread {
  private readonly worker: Worker;
  private readonly input: MessagePort;

  /**
   * @param flags The memory that the threads share.
   * @param memory Bytes that the main thread's values can take.
   */
  constructor(
    connection: Connection,
    flags: RunFlags,
    memory: number,
    { link: output, terminal }: Pick<ProcessOutput, "link" | "terminal">,
  ) {
    const { port1, port2 } = new MessageChannel();
    this.input = port1;
    const workerData: ControlStart = { connection, flags, memory, input: port2, output, terminal };
    const transferList = output === undefined ? [port2] : [port2, output.port];
    this.worker = new Worker(join(__dirname, "control-thread.js"), { workerData, transferList });
  }

  /**
   * Waits until the sockets are open; from then on the listener receives every message.
   * @throws Error when they cannot be opened.
   */
  start(listener: ControlListener): Promise<void> {
    return new Promise((resolve, reject) => {
      this.worker.on("error", reject);
      this.worker.on("message", (message: FromControl) => {
        if (message.kind === "ready") resolve();
        else if (message.kind === "failed") reject(new Error(message.reason));
        else if (message.kind === "interrupt") listener.interrupt(message.run, message.interrupt);
        else if (message.kind !== "closed") listener[message.kind](message.frames.map(asBuffer));
      });
    });
  }

  /** Sends a message on a socket of the control thread. */
  send(channel: "control" | "stdin", frames: (Uint8Array | string)[]): void {
    this.tell({ kind: "send", channel, frames });
  }

  /** The next line that the user has typed; undefined when there is none. */
  takeInput(): string | undefined {
    return receiveMessageOnPort(this.input)?.message as string | undefined;
  }

  /** Closes the sockets once everything is sent. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.worker.on("message", ({ kind }: FromControl) => {
        if (kind === "closed") resolve();
      });
      this.tell({ kind: "close" });
    });
  }

  private tell(message: ToControl): void {
    this.worker.postMessage(message);
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
