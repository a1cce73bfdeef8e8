import type { Output } from "./terminal";

/** Milliseconds between two drawings of a line. */
const PERIOD = 100;

/**
 * Says how far work is, on stderr, so that a pipe gets only results. On a terminal it is one line, drawn anew; elsewhere a
 * line as each part of the work begins.
 */
export class ProgressLine {
  private readonly isLive: boolean;
  private part = "";
  private drawn = -Infinity;
  private isDrawn = false;

  /** @param isQuiet whether nothing is to be said. */
  constructor(
    private readonly out: Output,
    private readonly isQuiet: boolean,
    env: NodeJS.ProcessEnv,
  ) {
    this.isLive = out.isTTY === true && env.TERM !== "dumb";
  }

  /** Begins a part of the work: "Reading ratings.csv". */
  begin(part: string): void {
    if (this.isQuiet) return;
    this.part = part;
    this.drawn = -Infinity;
    if (this.isLive) this.update("");
    else this.out.write(`${part} …\n`);
  }

  /** Says how far it is, on a terminal alone. */
  update(detail: string): void {
    if (!this.isLive || this.isQuiet || performance.now() - this.drawn < PERIOD) return;
    this.drawn = performance.now();
    this.isDrawn = true;
    // Cut, because a line that wraps could not be drawn anew.
    this.out.write(`\r\x1b[K${`${this.part} … ${detail}`.slice(0, (this.out.columns || 80) - 1)}`);
  }

  /** Ends the part. @param result what came of it, on a line of its own. @default nothing is said */
  end(result?: string): void {
    if (this.isQuiet) return;
    if (this.isDrawn) this.out.write("\r\x1b[K");
    this.isDrawn = false;
    if (result !== undefined) this.out.write(`${result}\n`);
  }
}
