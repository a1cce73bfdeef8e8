import { spawn, type ChildProcess } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { InterruptedError } from "../errors";

/** The lines of output that an error shows. */
const LAST_LINES = 15;

export interface Ended {
  code: number;
  /** The last lines of what it printed. */
  last: string;
}

/** Programs one after the other, which a signal ends together with what else there was to do. */
export class Interruptible {
  private static readonly signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  private stopped: NodeJS.Signals | undefined;
  private child: ChildProcess | undefined;

  private readonly stop = (signal: NodeJS.Signals): void => {
    this.stopped = signal;
    this.child?.kill();
    // Programs that it has started may hold on to its output.
    this.child?.stdout?.destroy();
    this.child?.stderr?.destroy();
  };

  /** From now on signals wait for a program's end, and so for whoever clears up behind it. */
  constructor() {
    for (const signal of Interruptible.signals) process.on(signal, this.stop);
  }

  /** Leaves signals to others again. */
  end(): void {
    for (const signal of Interruptible.signals) process.off(signal, this.stop);
  }

  /**
   * Runs a program whose output nobody reads as long as all goes well.
   * @param onLine called with each line.
   * @throws InterruptedError where a signal came.
   */
  async run(
    command: readonly string[],
    env: NodeJS.ProcessEnv,
    onLine: (line: string) => void,
  ): Promise<Ended> {
    this.check();
    const [program, ...args] = command;
    const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
    this.child = child;
    const lines: string[] = [];
    const read = (text: string): void => {
      for (const line of linesOf(text)) {
        lines.push(line);
        onLine(line);
      }
      lines.splice(0, lines.length - LAST_LINES);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", read);
    const code = await new Promise<number>((resolve) => {
      child.once("error", (error) => {
        read(error.message);
        resolve(127);
      });
      child.once("close", (status) => resolve(status ?? 1));
    });
    this.check();
    return { code, last: lines.join("\n") };
  }

  private check(): void {
    if (this.stopped !== undefined) throw new InterruptedError(this.stopped);
  }
}

function linesOf(text: string): string[] {
  return stripVTControlCharacters(text)
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
