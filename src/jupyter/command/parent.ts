/** Whether npm, which has started this process, still runs: once it was killed, nobody sees us. */
import { isRunning, processTable } from "../process-table";

/** Calls a function when npm, or the shell between it and this process, has ended. */
export function onParentEnd(end: () => void): NodeJS.Timeout {
  const parent = process.ppid;
  const above = aboveShell(parent);
  return setInterval(() => {
    if (process.ppid !== parent || (above !== undefined && !isRunning(above))) end();
  }, 500);
}

/** The parent of a process that is a shell, such as the one in which npm runs a command; undefined for any other. */
function aboveShell(shell: number): number | undefined {
  const found = processTable().find(({ id }) => id === shell);
  return found !== undefined && /(^|[/-])(ba|da|z|k|a)?sh$/.test(found.name) ? found.parent : undefined;
}
