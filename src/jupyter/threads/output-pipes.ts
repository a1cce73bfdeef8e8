/**
 * On the control thread: reads the pipes behind the process's descriptors 1 and 2, also while the main thread waits for
 * a child that writes there, and would wait forever if nobody read.
 */
import { readSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { Socket } from "node:net";
import type { MessagePort } from "node:worker_threads";
import type { StreamName } from "../../session/running/cell";
import { OutputPace } from "./output-pace";
import type { OutputEnds } from "./descriptors";

/** What the threads share about the process's output. */
export interface OutputLink {
  ends: OutputEnds;
  /** Output to the main thread; numbers of its requests to read all, the other way. */
  port: MessagePort;
  /** The bytes that the main thread has taken, and the latest request that was fulfilled. */
  state: Int32Array;
}

export const [takenIndex, fulfilledIndex] = [0, 1];

/** A piece of output on its way to the main thread. */
export interface OutputPiece {
  name: StreamName;
  bytes: Uint8Array;
}

/** Bytes read at once for one request; a pipe holds less, unless a child goes on writing meanwhile. */
const requestLimit = 2 ** 20;
/** Bytes that may wait for the main thread; what comes after them is left out, because a child would wait as well. */
const waitingLimit = 128 * 2 ** 20;

/** Starts to forward what comes out of the pipes. */
export function forwardOutput({ ends, port, state }: OutputLink): void {
  const forwarder = new Forwarder(port, state);
  const pipes = (["stdout", "stderr"] as const).map((name) => new Pipe(name, ends[name], forwarder));
  port.on("message", (request: number) => {
    for (const pipe of pipes) pipe.readNow();
    forwarder.tellLeftOut();
    Atomics.store(state, fulfilledIndex, request);
    Atomics.notify(state, fulfilledIndex);
  });
}

class Pipe {
  private readonly socket: Socket;
  private readonly buffer = Buffer.alloc(2 ** 16);

  constructor(
    private readonly name: StreamName,
    private readonly descriptor: number,
    private readonly forwarder: Forwarder,
  ) {
    this.socket = new Socket({ fd: descriptor, readable: true, writable: false });
    const pace = new OutputPace(this.socket, () => forwarder.isFull());
    this.socket.on("data", (bytes: Buffer) => {
      pace.count(bytes.length);
      forwarder.send(name, bytes);
    });
    this.socket.on("error", () => undefined);
  }

  /** Forwards everything that was written by now. */
  readNow(): void {
    if (this.socket.isPaused()) this.socket.read(); // Emits what was read before the pause.
    for (let total = 0; total < requestLimit;) {
      const length = this.readSome();
      if (length === 0) return;
      this.forwarder.send(this.name, this.buffer.subarray(0, length));
      total += length;
    }
  }

  private readSome(): number {
    try {
      return readSync(this.descriptor, this.buffer);
    } catch {
      return 0; // The pipe is empty.
    }
  }
}

/** Sends output to the main thread, and knows how much of it still waits there. */
class Forwarder {
  private sent = 0;
  private leftOut = 0;
  private lastTaken = 0;
  private takenAt = performance.now();

  constructor(
    private readonly port: MessagePort,
    private readonly state: Int32Array,
  ) {}

  send(name: StreamName, bytes: Uint8Array): void {
    if (this.waiting() + bytes.length > waitingLimit) {
      this.leftOut += bytes.length;
      return;
    }
    this.tellLeftOut();
    this.post(name, bytes);
  }

  /** Says how much was left out since the last time. */
  tellLeftOut(): void {
    if (this.leftOut === 0) return;
    const note = `\n[${Math.ceil(this.leftOut / 2 ** 20)} MB of output are left out here]\n`;
    this.leftOut = 0;
    this.post("stderr", Buffer.from(note));
  }

  /**
   * Whether reading should pause: much output waits for the main thread, and the thread does take it. While it does not,
   * it may be waiting for the very child that writes, so that reading has to go on.
   */
  isFull(): boolean {
    const taken = Atomics.load(this.state, takenIndex);
    if (taken !== this.lastTaken) this.takenAt = performance.now();
    this.lastTaken = taken;
    return this.waiting() > 2 ** 22 && performance.now() - this.takenAt < 200;
  }

  private waiting(): number {
    return (this.sent - Atomics.load(this.state, takenIndex)) | 0;
  }

  private post(name: StreamName, bytes: Uint8Array): void {
    this.sent = (this.sent + bytes.length) | 0;
    const piece: OutputPiece = { name, bytes: Uint8Array.from(bytes) };
    this.port.postMessage(piece, [piece.bytes.buffer as ArrayBuffer]);
  }
}
