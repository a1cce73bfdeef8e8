/** Writes the command's output, with colour and symbols only on a terminal. */
import { styleText } from "node:util";
import type { CommandError } from "./errors";

export interface Output {
  isTTY?: boolean;
  write(text: string): unknown;
}

export type LineMark = "good" | "note" | "bad" | "skipped";

const symbols: Record<LineMark, [symbol: string, word: string, colour: "green" | "yellow" | "red" | "gray"]> =
  {
    good: ["✓", "ok:", "green"],
    note: ["!", "note:", "yellow"],
    bad: ["✗", "WRONG:", "red"],
    skipped: ["–", "skipped:", "gray"],
  };

export class Terminal {
  private readonly isFancy: boolean;

  constructor(
    private readonly out: Output,
    private readonly err: Output,
    env: NodeJS.ProcessEnv,
  ) {
    this.isFancy = out.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
  }

  /** Writes a line or paragraph. */
  say(text: string = ""): void {
    this.out.write(`${text}\n`);
  }

  /** Writes an entry of a list with its mark; further lines of the text are indented. */
  mark(mark: LineMark, text: string): void {
    const [symbol, word, colour] = symbols[mark];
    const sign = this.isFancy ? styleText(colour, symbol, { validateStream: false }) : word;
    this.say(`  ${sign} ${text.replaceAll("\n", "\n    ")}`);
  }

  title(text: string): void {
    this.say(this.isFancy ? styleText("bold", text, { validateStream: false }) : text);
  }

  /** Writes what went wrong and what to do about it. */
  complain(error: CommandError): void {
    const lines = [error.message, ...error.advice.map((line) => `  ${line}`)];
    this.err.write(`${lines.join("\n")}\n`);
  }
}
