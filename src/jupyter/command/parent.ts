/** Whether npm, which has started this process, still runs: once it was killed, nobody sees us. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Calls a function when npm, or the shell between it and this process, has ended. */
export function onParentEnd(end: () => void): NodeJS.Timeout {
  const parent = process.ppid;
  const above = aboveShell(parent);
  return setInterval(() => {
    if (process.ppid !== parent || (above !== undefined && !isRunning(above))) end();
  }, 500);
}

/** The parent of a process that is a shell, such as the one in which npm runs a command; undefined for any other. */
function aboveShell(pid: number): number | undefined {
  if (process.platform === "win32") return undefined;
  try {
    const [name, parent] = process.platform === "linux" ? statOf(pid) : listedBy(pid);
    return /(^|[/-])(ba|da|z|k|a)?sh$/.test(name) ? Number(parent) : undefined;
  } catch {
    return undefined; // It has just ended, which is seen in any case.
  }
}

function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const end = stat.lastIndexOf(")");
  return [stat.slice(stat.indexOf("(") + 1, end), stat.slice(end + 2).split(" ")[1]];
}

function listedBy(pid: number): string[] {
  const { stdout } = spawnSync("ps", ["-o", "ppid=,comm=", "-p", String(pid)], { encoding: "utf8" });
  const [, parent, name] = /^\s*(\d+)\s+(.*?)\s*$/.exec(stdout) ?? [];
  return [name, parent];
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process is there, though we may not signal it.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
