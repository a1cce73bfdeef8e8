/** Work of the kernel that a signal may end, such as that of the compiler. */
import { runInterruptible } from "../realm/script";

/** Runs a function that SIGINT may end; its `finally` blocks then do not run. @throws Error of `isBroken`. */
export function breakable<T>(run: () => T): T {
  return runInterruptible(run) as T;
}

/** Whether an error says that the signal has ended a function. */
export function isBroken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED";
}
