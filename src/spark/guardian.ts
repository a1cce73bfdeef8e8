/** A program: releases a session of Spark when the process that it belongs to has gone without doing so. */
import { setTimeout as sleep } from "node:timers/promises";
import { SparkSession } from "./client/session";
import type { Remote } from "./client/remote";

let told = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (text: string) => (told += text));
process.stdin.on("end", () => void end());
// A terminal's Ctrl-C is for the program; what is left of that is what this one waits for.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);

async function end(): Promise<void> {
  const [where, done] = told.split("\n");
  if (where === "" || done === "done") process.exit(0);
  const { remote, id } = JSON.parse(where) as { remote: Remote; id: string };
  const session = new SparkSession(remote, id);
  await session.interrupt().catch(() => undefined);
  // Spark loses track of a session that is released while its work is still being cancelled.
  await sleep(2000);
  await session.close();
  process.exit(0);
}
