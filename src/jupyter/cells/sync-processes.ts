/** Processes that a cell starts and waits for, such as those of `execSync`, end when the cell is interrupted. */
import childProcess from "node:child_process";
import { asPersonFunction } from "../realm/person";
import { stopIfInterrupted } from "../running/interrupt";
import { waitForChild } from "../running/sync-child";

type Wait = (...parameters: unknown[]) => unknown;

/** @param running The ids of the other processes that run. */
export function watchSyncProcesses(running: ReadonlySet<number>): void {
  const functions = childProcess as unknown as Record<string, Wait>;
  for (const name of ["spawnSync", "execFileSync", "execSync"]) {
    const original = functions[name];
    const replacement: Wait = (...parameters) => {
      try {
        return waitForChild(running, () => original(...parameters));
      } finally {
        stopIfInterrupted(); // In place of the process's own result.
      }
    };
    functions[name] = Object.defineProperties(
      asPersonFunction(replacement),
      Object.getOwnPropertyDescriptors(original),
    );
  }
}
