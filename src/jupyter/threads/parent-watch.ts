/**
 * Ends the kernel when the Jupyter that started it has died: nobody else would. Belongs into another thread than the
 * main one, as a cell in an endless loop would keep a timer from firing.
 */

const pollTime = 1000;

/** Starts watching the parent process. */
export function exitWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (isOrphan(parent)) process.kill(process.pid, "SIGKILL");
  }, pollTime);
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
