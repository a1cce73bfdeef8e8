/**
 * A program: ends the processes of a cluster, and removes its folder, when the program that it belongs to has gone without
 * doing so, as one that was killed. It hears of both through a pipe: a line of JSON each time that something has changed.
 */
import { rmSync } from "node:fs";

let told = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (text) => (told += text));
process.stdin.on("end", () => {
  const last = told.trimEnd().split("\n").at(-1);
  /** @type {{ folder: string, pids: number[] }} */
  const { folder, pids } = JSON.parse(last || '{"folder":"","pids":[]}');
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
  if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});
// Signals are for the program; what is left of that is what this one waits for.
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
  process.on(signal, () => undefined);
