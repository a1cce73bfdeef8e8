import { join } from "node:path";
import {
  MessageChannel,
  receiveMessageOnPort,
  Worker,
  type MessagePort,
  type WorkerOptions,
} from "node:worker_threads";
import { Backlog } from "./backlog";
import { movePort } from "../realm/port";
import type { OutputLink } from "./output-pipes";
import type { ProcessOutput } from "./process-output";
import { syncChildFlags } from "../running/sync-child";
import { logToTerminal } from "../terminal";
import type { RunFlags } from "../../session/running/run-state";
import type { Connection } from "../protocol/connection";
import type { WrittenMessage } from "../protocol/wire";
import type { Message } from "../../session/message";

/** What the control thread starts with. */
export interface ControlStart {
  connection: Connection;
  flags: RunFlags;
  /** The child process that the main thread waits for; see running/sync-child.ts. */
  syncChild: Int32Array;
  /** Bytes that the main thread's values can take. */
  memory: number;
  /** The main thread's end of this port sends {@link ToControl} and receives {@link FromControl}. */
  main: MessagePort;
  /** Receives what the user has typed. */
  input: MessagePort;
  /** What the main thread has sent and the sockets have not, see {@link Backlog}. */
  backlog: Int32Array;
  /** The output of the process's descriptors, where it is redirected. */
  output: OutputLink | undefined;
  /** The descriptor of the real stderr, where it is not 2. */
  terminal: number | undefined;
}

/** What the main thread tells the control thread. */
export type ToControl = { kind: "send"; message: WrittenMessage; length: number } | { kind: "close" };

/** What the control thread tells the main thread. */
export type FromControl =
  | { kind: "ready" }
  | { kind: "failed"; reason: string }
  | { kind: "closed" }
  /** A request for the main thread. */
  | { kind: "request"; channel: "shell" | "control"; request: Message }
  /** An answered request; its status on iopub is still to be published. */
  | { kind: "answered"; request: Message }
  /** The cell with the number `run` was interrupted, 0 when none ran; interrupts are numbered as well. */
  | { kind: "interrupt"; run: number; interrupt: number };

/** Receives what the control thread reports while the kernel runs. */
export interface ControlListener {
  request(channel: "shell" | "control", request: Message): void;
  answered(request: Message): void;
  interrupt(run: number, interrupt: number): void;
}

/** The control thread, as the main thread uses it. */
export class ControlThread {
  private readonly port: MessagePort;
  private readonly post: MessagePort["postMessage"];
  private readonly input: MessagePort;
  private readonly backlog = new Backlog();
  private whenClosed: (() => void) | undefined;

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
    const [main, input] = [new MessageChannel(), new MessageChannel()];
    // What arrives belongs to this realm, and no cell reaches the port.
    this.port = movePort(main.port1);
    this.post = Reflect.get(this.port, "postMessage");
    this.input = input.port1;
    const backlog = this.backlog.units;
    const workerData: ControlStart = {
      connection,
      flags,
      syncChild: syncChildFlags,
      memory,
      main: main.port2,
      input: input.port2,
      backlog,
      output,
      terminal,
    };
    const options: WorkerOptions = {
      workerData,
      transferList: [main.port2, input.port2, ...(output === undefined ? [] : [output.port])],
    };
    new Worker(join(__dirname, "control-thread.js"), options).on("error", (error) => {
      // Nobody could reach the kernel any more; Jupyter starts another.
      logToTerminal(`the control thread has failed: ${String(error)}`);
      process.exit(1);
    });
  }

  /**
   * Waits until the sockets are open; from then on the listener receives every message.
   * @throws Error when they cannot be opened.
   */
  start(listener: ControlListener): Promise<void> {
    return new Promise((resolve, reject) => {
      const receive = (message: FromControl): void => {
        if (message.kind === "ready") resolve();
        else if (message.kind === "failed") reject(new Error(message.reason));
        else if (message.kind === "closed") this.whenClosed?.();
        else if (message.kind === "request") listener.request(message.channel, message.request);
        else if (message.kind === "answered") listener.answered(message.request);
        else listener.interrupt(message.run, message.interrupt);
      };
      (this.port as unknown as Receiver).onmessage = ({ data }) => receive(data as FromControl);
      this.port.start();
    });
  }

  /** Sends a message on one of the sockets; waits where a great many are still on their way. */
  send(message: WrittenMessage): void {
    const length = lengthOf(message);
    this.backlog.add(length);
    this.tell({ kind: "send", message, length });
  }

  /** Waits until the sockets have taken everything. @param patience Milliseconds to wait at most. */
  drain(patience: number): void {
    this.backlog.drain(patience);
  }

  /** The next line that the user has typed; undefined when there is none. */
  takeInput(): string | undefined {
    return receiveMessageOnPort(this.input)?.message as string | undefined;
  }

  /** Closes the sockets once everything is sent. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.whenClosed = resolve;
      this.tell({ kind: "close" });
    });
  }

  private tell(message: ToControl): void {
    Reflect.apply(this.post, this.port, [message]);
  }
}

/** A port's own way to receive, which Node's types leave out. */
interface Receiver {
  onmessage: (event: { data: unknown }) => void;
}

function lengthOf({ parts, buffers }: WrittenMessage): number {
  let length = 0;
  for (const part of parts) length += part.length;
  for (const buffer of buffers) length += buffer.byteLength;
  return length;
}
