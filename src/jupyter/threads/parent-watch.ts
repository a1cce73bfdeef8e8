/**
 * Ends the kernel when the Jupyter that started it has died, because nothing else would. It runs outside the main
 * thread, where a cell in an endless loop would keep its timer from firing.
 */
import { isRunning } from "../process-table";

const pollTime = 1000;

/** Starts watching the parent process. */
export function exitWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    // On Windows, the number stays when the parent is gone; elsewhere, another process adopts the orphan.
    if (process.ppid !== parent || !isRunning(parent)) process.kill(process.pid, "SIGKILL");
  }, pollTime);
}
