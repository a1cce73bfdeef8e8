/** The processes that run, as the system lists them. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

export interface RunningProcess {
  id: number;
  parent: number;
  /** The program's name, on some systems with its path. */
  name: string;
}

/** All processes; none on Windows. */
export function processTable(): RunningProcess[] {
  if (process.platform === "win32") return [];
  return process.platform === "linux" ? tableOfLinux() : tableOfUnix();
}

/** Whether there is a process with this number. */
export function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    // Somebody else's process is there, though we may not signal it.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Slim images have no `ps`. */
function tableOfLinux(): RunningProcess[] {
  return readdirSync("/proc").flatMap((entry): RunningProcess[] => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
      // The name, in parentheses, may have any characters in it.
      const [, name, parent] = /\((.*)\) \S+ (\d+)/s.exec(stat)!;
      return [{ id: Number(entry), parent: Number(parent), name }];
    } catch {
      return []; // It has ended meanwhile.
    }
  });
}

function tableOfUnix(): RunningProcess[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,comm="], { encoding: "utf8" });
  return Array.from((stdout ?? "").matchAll(/^ *(\d+) +(\d+) +(.*?) *$/gm), ([, id, parent, name]) => ({
    id: Number(id),
    parent: Number(parent),
    name,
  }));
}
