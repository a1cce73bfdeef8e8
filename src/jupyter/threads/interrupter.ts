import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { RunState } from "./run-state";
import { stopReasons } from "../running/stop-reasons";
import { logToTerminal } from "../terminal";

/** Milliseconds until V8 is asked to end code that goes on, and until the user is told that it still does. */
const [graceTime, giveUpTime] = [400, 2000];
/** Milliseconds within which the kernel's own signal comes back. */
const echoTime = 300;

/**
 * Interrupts the running cell from a thread other than the cell's. First, the interrupt flag asks the code to end. V8
 * ends code that does not check the flag (WebAssembly, a regular expression, a library's loop) when a signal comes:
 * only in the part of a cell before its first `await`, and not on Windows, which has no such signal.
 */
export class Interrupter {
  private count = 0;
  private signalTime = -Infinity;

  /**
   * @param state The running cell, as both threads see it.
   * @param tell Tells the main thread, which receives it when it is not in a loop.
   */
  constructor(
    private readonly state: RunState,
    private readonly tell: (run: number, interrupt: number) => void,
  ) {}

  /** Interrupts the running cell; when none runs, only code that blocks the main thread. */
  interrupt(): void {
    const { running } = this.state;
    if (running === 0 || this.state.stop(running, stopReasons.interrupt)) this.expectEnd(running);
  }

  /** Handles SIGINT for the process, in a thread that only waits for it. */
  watchSignals(): void {
    if (process.platform === "win32") return;
    new Worker(join(__dirname, "signal-thread.js")).on("message", () => {
      // The kernel's own signal arrives here when it did not reach the main thread.
      const isOwn = performance.now() - this.signalTime < echoTime;
      this.signalTime = -Infinity;
      if (!isOwn) this.interrupt();
    });
  }

  private expectEnd(run: number): void {
    const interrupt = ++this.count;
    this.tell(run, interrupt);
    setTimeout(() => this.forceEnd(run, interrupt), graceTime);
    setTimeout(() => this.giveUp(run, interrupt), giveUpTime);
  }

  private forceEnd(run: number, interrupt: number): void {
    if (!this.state.isStuck(run, interrupt)) return;
    if (run === 0) this.state.stop(run, stopReasons.interrupt);
    else if (process.platform !== "win32") {
      this.signalTime = performance.now();
      process.kill(process.pid, "SIGINT");
    }
  }

  private giveUp(run: number, interrupt: number): void {
    if (!this.state.isStuck(run, interrupt)) return;
    logToTerminal("interrupted code goes on that cannot be stopped; restarting the kernel ends it");
  }
}
