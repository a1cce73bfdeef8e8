/**
 * Ends the kernel when the Jupyter that started it has died: nobody else would. Runs in a thread of its own, as a
 * cell in an endless loop would keep a timer from firing.
 */
import { isMainThread, Worker } from "node:worker_threads";

const pollTime = 1000;

/** Starts watching the parent process. */
export function watchParent(): void {
  new Worker(__filename, { stdout: false, stderr: false }).unref();
}

function isOrphan(parent: number): boolean {
  // On Windows the number stays when the parent is gone; elsewhere another process takes the orphan over.
  if (process.ppid !== parent) return true;
  try {
    process.kill(parent, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

if (!isMainThread) {
  const parent = process.ppid;
  setInterval(() => {
    if (isOrphan(parent)) process.kill(process.pid, "SIGKILL");
  }, pollTime);
}
