import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { RunState } from "../../session/running/run-state";
import { SyncChildren } from "./sync-children";
import { cleanUpTime, stopReasons } from "../../session/running/stop-reasons";

/**
 * Milliseconds that the main thread has to notice an interrupt by itself, until V8 is asked to end code that goes on, and
 * until the user is told that it still does.
 */
const [noticeTime, graceTime, giveUpTime] = [50, 400, 2000];
/** Milliseconds within which the kernel's own signal comes back. */
const echoTime = 300;

/**
 * Interrupts the running cell from a thread other than the cell's. The main thread is told, and ends a cell that waits.
 * Where it does not notice, because code blocks it, the interrupt flag asks that code to end. V8 ends code that does not
 * check the flag (WebAssembly, a regular expression, a library's loop) when a signal comes: only in the part of a cell
 * before its first `await`, and not on Windows, which has no such signal.
 */
export class Interrupter {
  private count = 0;
  private signalTime = -Infinity;
  private readonly children: SyncChildren;

  /**
   * @param state The running cell, as both threads see it.
   * @param syncChild The child process that the main thread waits for, see running/sync-child.ts.
   * @param tell Tells the main thread, which receives it when it is not in a loop.
   * @param giveNotice Tells the user that the main thread is in code that cannot be stopped.
   */
  constructor(
    private readonly state: RunState,
    syncChild: Int32Array,
    private readonly tell: (run: number, interrupt: number) => void,
    private readonly giveNotice: (text: string) => void,
  ) {
    this.children = new SyncChildren(syncChild);
  }

  /** Interrupts the running cell; when none runs, only code that blocks the main thread. */
  interrupt(): void {
    const { running } = this.state;
    const interrupt = ++this.count;
    this.tell(running, interrupt);
    setTimeout(() => this.stopBlocking(running, interrupt, performance.now()), noticeTime);
    setTimeout(() => this.forceEnd(running, interrupt), graceTime);
    setTimeout(() => this.giveUp(running, interrupt), giveUpTime);
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

  /** Stops what blocks the main thread, again and again: behind code that was stopped, other code may block it. */
  private stopBlocking(run: number, interrupt: number, begun: number): void {
    const { state } = this;
    if (state.running !== run) return;
    const time = performance.now() - begun;
    const isStuck = state.isStuck(run, interrupt);
    // What cleans up has its time, and then is stopped even if it began when the thread was free.
    if (time > cleanUpTime ? isStuck || state.isCleaningUp : isStuck && !state.isCleaningUp) {
      state.stop(run, stopReasons.interrupt);
      // A message that was on its way before the flag was set does not clear it.
      this.tell(run, interrupt);
      this.children.end(time);
    }
    // As long as the cell runs: it may begin to clean up late, behind code that could not be stopped.
    if (isStuck || run !== 0) setTimeout(() => this.stopBlocking(run, interrupt, begun), noticeTime);
  }

  private forceEnd(run: number, interrupt: number): void {
    if (process.platform === "win32" || run === 0 || !this.state.isStuck(run, interrupt)) return;
    if (this.state.isCleaningUp) {
      setTimeout(() => this.forceEnd(run, interrupt), graceTime);
      return;
    }
    this.signalTime = performance.now();
    process.kill(process.pid, "SIGINT");
  }

  private giveUp(run: number, interrupt: number): void {
    if (!this.state.isStuck(run, interrupt)) return;
    this.giveNotice("this code cannot be interrupted where it is; restarting the kernel ends it");
  }
}
