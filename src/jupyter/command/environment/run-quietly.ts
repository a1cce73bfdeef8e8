import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { InterruptedError } from "../errors";

/** The lines of output that an error shows. */
const LAST_LINES = 15;

export interface Ended {
  code: number;
  /** The last lines of what it printed. */
  last: string;
}

/**
 * Runs a program whose output nobody reads as long as all goes well. Signals end the program first.
 * @param onLine called with each line.
 * @throws InterruptedError where a signal ended it.
 */
export async function runQuietly(
  [program, ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  onLine: (line: string) => void,
): Promise<Ended> {
  const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
  const lines: string[] = [];
  const read = (text: string): void => {
    for (const line of stripVTControlCharacters(text).split(/[\r\n]+/)) {
      if (line.trim() === "") continue;
      lines.push(line.trimEnd());
      lines.splice(0, lines.length - LAST_LINES);
      onLine(line.trim());
    }
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", read);
  let stopped: NodeJS.Signals | undefined;
  const stop = (signal: NodeJS.Signals): void => {
    stopped = signal;
    child.kill();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, stop);
  const code = await new Promise<number>((resolve) => {
    child.once("error", (error) => (read(error.message), resolve(127)));
    child.once("close", (status) => resolve(status ?? 1));
  }).finally(() => signals.forEach((signal) => process.off(signal, stop)));
  if (stopped !== undefined) throw new InterruptedError(stopped);
  return { code, last: lines.join("\n") };
}
