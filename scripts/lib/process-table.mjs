import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";

/**
 * Every process that runs, by its id: its parent, and its program's name, on some systems with its path. None on Windows.
 * @returns {Map<number, { parent: number, name: string }>}
 */
export function processTable() {
  const found = new Map();
  if (process.platform === "win32") return found;
  if (process.platform === "linux") {
    // Slim images have no `ps`.
    for (const entry of readdirSync("/proc").filter((each) => /^\d+$/.test(each))) {
      try {
        // The name, in parentheses, may have any characters in it.
        const stat = /\((.*)\) \S+ (\d+)/s.exec(readFileSync(`/proc/${entry}/stat`, "utf8"));
        if (stat) found.set(Number(entry), { parent: Number(stat[2]), name: stat[1] });
      } catch {
        // It ended while we looked.
      }
    }
    return found;
  }
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,comm="], { encoding: "utf8" });
  for (const [, pid, parent, name] of (stdout ?? "").matchAll(/^ *(\d+) +(\d+) +(.*?) *$/gm))
    found.set(Number(pid), { parent: Number(parent), name });
  return found;
}
