import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { RunState } from "./run-state";
import { stopReasons } from "../running/stop-reasons";
import { logToTerminal } from "../terminal";

/** Milliseconds for code to end by itself before V8 is asked to end it, and before a person is told that it goes on. */
const [grace, resignation] = [400, 2000];
/** Milliseconds within which our own signal comes back. */
const echoTime = 300;

/**
 * Interrupts the cell that runs, from another thread than the cell's. First the code is asked to end, by the stop
 * word. Code that does not look at it (WebAssembly, a regular expression, a library's loop) is ended by V8 when a
 * signal comes: only in the part of a cell before its first `await`, and not on Windows, which has no such signal.
 */
export class Interrupter {
  private count = 0;
  private signalled = -Infinity;

  /**
   * @param state What runs.
   * @param tell Tells the main thread, which hears it when it is not in a loop.
   */
  constructor(
    private readonly state: RunState,
    private readonly tell: (run: number, interrupt: number) => void,
  ) {}

  /** Interrupts the running cell. When there is none, it ends only what keeps the main thread from everything else. */
  interrupt(): void {
    const { running } = this.state;
    if (running === 0 || this.state.stop(running, stopReasons.interrupt)) this.expectEnd(running);
  }

  /** Takes SIGINT for the process, in a thread that only waits for it. */
  watchSignals(): void {
    if (process.platform === "win32") return;
    new Worker(join(__dirname, "signal-thread.js")).on("message", () => {
      // Our own signal comes back here when the main thread was not in reach of it.
      const isOwn = performance.now() - this.signalled < echoTime;
      this.signalled = -Infinity;
      if (!isOwn) this.interrupt();
    });
  }

  private expectEnd(run: number): void {
    const interrupt = ++this.count;
    this.tell(run, interrupt);
    setTimeout(() => this.insist(run, interrupt), grace);
    setTimeout(() => this.resign(run, interrupt), resignation);
  }

  private insist(run: number, interrupt: number): void {
    if (!this.state.isStuck(run, interrupt)) return;
    if (run === 0) this.state.stop(run, stopReasons.interrupt);
    else if (process.platform !== "win32") {
      this.signalled = performance.now();
      process.kill(process.pid, "SIGINT");
    }
  }

  private resign(run: number, interrupt: number): void {
    if (!this.state.isStuck(run, interrupt)) return;
    logToTerminal("interrupted code goes on that cannot be stopped; restarting the kernel ends it");
  }
}
