/** Writes the command's output, with colour and symbols only on a terminal. */
import { styleText } from "node:util";
import type { FactorlabError } from "../../errors";
import { CommandError } from "./errors";

export interface Output {
  isTTY?: boolean;
  /** The width of a terminal. */
  columns?: number;
  /** Whether a reader is left. @default one is */
  writable?: boolean;
  write(text: string, written?: (error?: Error | null) => void): unknown;
}

/** Text from a file, without the characters that give a terminal orders. */
export function harmless(text: string): string {
  return text.replace(/\p{Cc}|\p{Bidi_Control}/gu, "\uFFFD");
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

  /**
   * Writes results, and waits until the reader has taken them.
   * @returns Whether the reader wants more; `head` closes the pipe when it has enough.
   */
  pass(text: string): Promise<boolean> {
    if (this.out.writable === false) return Promise.resolve(false);
    return new Promise((resolve) => this.out.write(text, (error) => resolve(!error)));
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
  complain(error: FactorlabError): void {
    const advice = error instanceof CommandError ? error.advice : [];
    const lines = [error.message, ...advice.map((line) => `  ${line}`)];
    this.err.write(`${lines.join("\n")}\n`);
  }
}
