/**
 * A small shell that outlives the kernel, whatever ends it, and then ends the processes that its cells have started. It
 * sees the end of the kernel by the end of a pipe, and till then copies the pipe to the kernel's real stderr.
 */
import { spawn } from "node:child_process";
import type { Socket } from "node:net";

/**
 * Run with the kernel's process id and the group to end. The shell itself ends at once, so that the guardian is no child
 * of the kernel, and signals to children do not reach it. A kernel that ends in order has a second for its last messages.
 */
const script = `
{
  trap "" HUP INT TERM PIPE
  while IFS= read -r line; do printf "%s\\n" "$line" >&2; done <&3
  exec 3<&-
  for i in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$1" 2>/dev/null && sleep 0.1; done
  test -n "$2" && kill -9 "-$2" 2>/dev/null
} 3<&3 2>&2 &
`;

/**
 * Starts the guardian, before descriptor 2 is redirected.
 * @returns A descriptor that writes to the kernel's real stderr; undefined where there is no such shell.
 */
export function startGuardian(): number | undefined {
  if (process.platform === "win32") return undefined;
  const { pid } = process;
  const group = isGroupLeader() ? String(pid) : "";
  const options = {
    stdio: ["ignore", "ignore", 2, "pipe"] as ("ignore" | "pipe" | number)[],
    detached: true,
  };
  const shell = spawn("/bin/sh", ["-c", script, "factorlab-guardian", String(pid), group], options);
  shell.on("error", () => undefined);
  shell.unref();
  const pipe = shell.stdio[3] as (Socket & { _handle?: { fd?: number } }) | null;
  if (shell.pid === undefined || pipe === null) return undefined;
  pipe.on("error", () => undefined);
  pipe.unref();
  kept.push(pipe);
  const descriptor = pipe._handle?.fd;
  return descriptor !== undefined && descriptor >= 0 ? descriptor : undefined;
}

/** Holds the pipe open, because its end is the end of the kernel. */
const kept: Socket[] = [];

/** Whether the kernel, as Jupyter starts it, has a process group of its own, which holds what its cells start. */
function isGroupLeader(): boolean {
  try {
    return process.kill(-process.pid, 0);
  } catch {
    return false;
  }
}
