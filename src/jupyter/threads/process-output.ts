/** On the main thread: takes what was written to the process's descriptors 1 and 2, from the thread that reads it. */
import { performance } from "node:perf_hooks";
import { MessageChannel, receiveMessageOnPort, type MessagePort } from "node:worker_threads";
import { redirectDescriptors } from "./descriptors";
import { startGuardian } from "./guardian";
import { fulfilledIndex, takenIndex, type OutputLink, type OutputPiece } from "./output-pipes";
import { setTerminal } from "../terminal";

type Post = (message: unknown) => void;

/** Milliseconds to wait for the other thread, which needs a fraction of one. */
const patience = 2000;

export class ProcessOutput {
  /** What the control thread needs; undefined where descriptors cannot be redirected. */
  readonly link: OutputLink | undefined;
  private readonly port: MessagePort | undefined;
  private readonly post: Post | undefined;
  private request = 0;
  private taken = 0;
  private receive: (piece: OutputPiece) => void = () => undefined;

  /** Redirects the process's descriptors. @param terminal Writes to the kernel's real stderr. */
  constructor(readonly terminal: number | undefined) {
    const ends = terminal === undefined ? undefined : redirectDescriptors();
    if (ends === undefined) return;
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.post = Reflect.get(port1, "postMessage") as Post;
    this.link = { ends, port: port2, state: new Int32Array(new SharedArrayBuffer(8)) };
  }

  /** Starts the guardian, redirects the descriptors, and sends the kernel's own messages past the redirection. */
  static redirect(): ProcessOutput {
    const output = new ProcessOutput(startGuardian());
    if (output.link !== undefined) setTerminal(output.terminal!);
    return output;
  }

  /** Sets the function that receives all output, piece by piece. */
  listen(receive: (piece: OutputPiece) => void): void {
    this.receive = receive;
    this.port?.on("message", (piece: OutputPiece) => this.take(piece));
  }

  /** Receives everything that was written to the descriptors by now. */
  collect(): void {
    const { port, link } = this;
    if (port === undefined || link === undefined) return;
    Reflect.apply(this.post!, port, [++this.request]);
    const end = performance.now() + patience;
    for (;;) {
      const fulfilled = Atomics.load(link.state, fulfilledIndex);
      if (fulfilled >= this.request) break;
      if (performance.now() > end) return;
      Atomics.wait(link.state, fulfilledIndex, fulfilled, patience);
    }
    for (let next; (next = receiveMessageOnPort(port)) !== undefined;) this.take(next.message as OutputPiece);
  }

  private take(piece: OutputPiece): void {
    this.taken = (this.taken + piece.bytes.length) | 0;
    if (this.link !== undefined) Atomics.store(this.link.state, takenIndex, this.taken);
    this.receive(piece);
  }
}
