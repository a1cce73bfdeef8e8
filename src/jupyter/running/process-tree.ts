/** Child processes and theirs: a shell that is ended leaves the programs that it has started. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** The processes that a process has started, and those that these have started; none on Windows, which ends them itself. */
export function descendants(id: number): number[] {
  if (process.platform === "win32") return [];
  const children = childrenById();
  const found = [...(children.get(id) ?? [])];
  // The list grows while it is gone through.
  for (const each of found) for (const child of children.get(each) ?? []) found.push(child);
  return found;
}

/** The processes that a process has started itself. */
export function childrenOf(id: number): number[] {
  return process.platform === "win32" ? [] : (childrenById().get(id) ?? []);
}

/** Sends a signal to a process, and then to all that it has started: a shell goes on to its next program otherwise. */
export function endTree(id: number, signal: NodeJS.Signals): void {
  for (const each of [id, ...descendants(id)]) {
    try {
      process.kill(each, signal);
    } catch {
      // It has ended meanwhile.
    }
  }
}

function childrenById(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const [id, parent] of process.platform === "linux" ? pairsOfLinux() : pairsOfUnix()) {
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [id]);
    else siblings.push(id);
  }
  return children;
}

function pairsOfLinux(): [number, number][] {
  return readdirSync("/proc").flatMap((name): [number, number][] => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // The name, in parentheses, may have any characters in it.
      const fields = readFileSync(`/proc/${name}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      return [[Number(name), Number(fields[1])]];
    } catch {
      return []; // It has ended meanwhile.
    }
  });
}

function pairsOfUnix(): [number, number][] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  return lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
}
