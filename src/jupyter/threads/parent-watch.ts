/**
 * Ends the kernel when the Jupyter that started it has died, because nothing else would. It runs outside the main
 * thread, where a cell in an endless loop would keep its timer from firing.
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
  // On Windows, the number stays when the parent is gone; elsewhere, another process adopts the orphan.
  if (process.ppid !== parent) return true;
  try {
    process.kill(parent, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
