import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { SparkSession } from "./client/session";

/**
 * Watches over a session from a process of its own, which releases it where this one ends without having done so, as a
 * kernel that is killed. It hears where the session is through a pipe, so that no list of processes shows a token.
 * @returns what lets it go, once the session is released
 */
export function guard({ remote, id }: SparkSession): () => void {
  const file = join(__dirname, "guardian.js");
  // In a bundle there is no such file, and sessions end by Spark's own patience.
  if (!existsSync(file)) return () => undefined;
  const child: ChildProcess = spawn(process.execPath, [file], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    windowsHide: true,
  });
  child.on("error", () => undefined);
  child.stdin?.on("error", () => undefined);
  child.stdin?.write(`${JSON.stringify({ remote, id })}\n`);
  child.unref();
  return () => void child.stdin?.end("done\n");
}
