/** Workers and processes that a cell starts end when the cell is interrupted. */
import { ChildProcess } from "node:child_process";
import { syncBuiltinESMExports } from "node:module";
import workerThreads from "node:worker_threads";
import timers from "node:timers";
import { currentCell } from "../../session/running/cell";
import { endTree } from "../running/process-tree";
import { watchSyncProcesses, type RunWait } from "./sync-processes";

const { setTimeout } = timers;

/** Milliseconds that a process has to end by itself. */
const exitPatience = 500;
/** The ids of the processes that run. */
const running = new Set<number>();

/**
 * Makes workers and processes that cells start from now on end with an interrupt of their cell.
 * @param run Runs what waits for a process.
 */
export function endWithCell(run: RunWait): void {
  workerThreads.Worker = class Worker extends workerThreads.Worker {
    constructor(...parameters: ConstructorParameters<typeof workerThreads.Worker>) {
      super(...parameters);
      const unregister = currentCell()?.onInterrupt(() => void this.terminate());
      if (unregister !== undefined) this.once("exit", unregister);
    }
  };
  watchProcesses();
  watchSyncProcesses(running, run);
  syncBuiltinESMExports();
}

/** Wraps `ChildProcess.spawn`, undocumented, which every asynchronous way to start a process calls. */
function watchProcesses(): void {
  type Spawn = (this: ChildProcess, options: { detached?: boolean }) => unknown;
  const prototype = ChildProcess.prototype as unknown as { spawn?: Spawn };
  const { spawn } = prototype;
  if (spawn === undefined) return;
  prototype.spawn = function (options) {
    const result = Reflect.apply(spawn, this, [options]);
    const { pid } = this;
    if (pid === undefined) return result;
    running.add(pid);
    const unregister = options.detached === true ? undefined : currentCell()?.onInterrupt(() => end(this));
    this.once("exit", () => {
      running.delete(pid);
      unregister?.();
    });
    return result;
  };
}

/** Ends a process with all that it has started; one that does not listen to the signal is killed. */
function end(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined || process.platform === "win32") {
    child.kill();
    return;
  }
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  if (isRunning()) endTree(pid, "SIGTERM");
  setTimeout(() => {
    if (isRunning()) endTree(pid, "SIGKILL");
  }, exitPatience);
}
