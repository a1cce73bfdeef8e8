/** What cells start beside the main thread, workers and processes, ends when the cell is interrupted. */
import { ChildProcess } from "node:child_process";
import { syncBuiltinESMExports } from "node:module";
import workerThreads from "node:worker_threads";
import { currentCell } from "../running/cell";

/** Has everything that a cell starts from now on end when the cell is interrupted while it runs. */
export function endWithCell(): void {
  workerThreads.Worker = class Worker extends workerThreads.Worker {
    constructor(...parameters: ConstructorParameters<typeof workerThreads.Worker>) {
      super(...parameters);
      const forget = currentCell()?.onInterrupt(() => void this.terminate());
      if (forget !== undefined) this.once("exit", forget);
    }
  };
  syncBuiltinESMExports();
  watchProcesses();
}

/** Every way to start a process, but the synchronous ones, ends in this method, which Node does not document. */
function watchProcesses(): void {
  type Spawn = (this: ChildProcess, options: { detached?: boolean }) => unknown;
  const prototype = ChildProcess.prototype as unknown as { spawn?: Spawn };
  const { spawn } = prototype;
  if (spawn === undefined) return;
  prototype.spawn = function (options) {
    const result = spawn.call(this, options);
    const forget = options.detached === true ? undefined : currentCell()?.onInterrupt(() => this.kill());
    if (forget !== undefined) this.once("exit", forget);
    return result;
  };
}
