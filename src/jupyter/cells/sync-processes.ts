/** Processes that a cell starts and waits for, such as those of `execSync`, end when the cell is interrupted. */
import childProcess from "node:child_process";
import { inPlaceOf } from "../../session/realm/person";
import { stopIfInterrupted } from "../../session/running/interrupt";
import { waitForChild } from "../running/sync-child";

type Wait = (...parameters: unknown[]) => unknown;

/** Runs one of the functions that wait, with its parameters. */
export type RunWait = (parameters: unknown[], wait: Wait) => unknown;

/**
 * @param running The ids of the other processes that run.
 * @param run Runs what waits.
 */
export function watchSyncProcesses(running: ReadonlySet<number>, run: RunWait): void {
  const functions = childProcess as unknown as Record<string, Wait>;
  for (const name of ["spawnSync", "execFileSync", "execSync"]) {
    const original = functions[name];
    const replacement: Wait = (...parameters) => {
      try {
        return waitForChild(running, () => run(parameters, original));
      } finally {
        stopIfInterrupted(); // In place of the process's own result.
      }
    };
    functions[name] = inPlaceOf(original, replacement);
  }
}
