/** Workers and processes that a cell starts end when the cell is interrupted. */
import { ChildProcess } from "node:child_process";
import { syncBuiltinESMExports } from "node:module";
import workerThreads from "node:worker_threads";
import { currentCell } from "../running/cell";

/** Makes workers and processes that cells start from now on end with an interrupt of their cell. */
export function endWithCell(): void {
  workerThreads.Worker = class Worker extends workerThreads.Worker {
    constructor(...parameters: ConstructorParameters<typeof workerThreads.Worker>) {
      super(...parameters);
      const unregister = currentCell()?.onInterrupt(() => void this.terminate());
      if (unregister !== undefined) this.once("exit", unregister);
    }
  };
  syncBuiltinESMExports();
  watchProcesses();
}

/** Wraps `ChildProcess.spawn`, undocumented, which every asynchronous way to start a process calls. */
function watchProcesses(): void {
  type Spawn = (this: ChildProcess, options: { detached?: boolean }) => unknown;
  const prototype = ChildProcess.prototype as unknown as { spawn?: Spawn };
  const { spawn } = prototype;
  if (spawn === undefined) return;
  prototype.spawn = function (options) {
    const result = spawn.call(this, options);
    const unregister = options.detached === true ? undefined : currentCell()?.onInterrupt(() => this.kill());
    if (unregister !== undefined) this.once("exit", unregister);
    return result;
  };
}
