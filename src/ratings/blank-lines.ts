import { ValueError } from "../errors";

/** So many blank lines are passed over whatever else there is, and so many for each row. */
const ALWAYS_PASSED = 1_000_000;
const PASSED_FOR_EACH = 10;

/** Counts blank lines, of which a small packed file can hold more than anybody wants to wait for. */
export class BlankLines {
  private blank = 0;
  private rows = 0;

  /** Counts lines that are not blank. */
  row(count: number = 1): void {
    this.rows += count;
  }

  /** Counts a blank line. @throws ValueError where nearly all lines are blank, and there are very many. */
  pass(line: number): void {
    if (++this.blank <= ALWAYS_PASSED || this.blank <= PASSED_FOR_EACH * this.rows) return;
    const actual = `${this.blank} blank lines up to line ${line}, and ${this.rows} others`;
    const expected = "ratings: nearly all lines are blank";
    throw new ValueError(`the text has ${actual}, expected ${expected}`, {
      argument: "text",
      index: [line],
      actual,
      expected,
    });
  }
}
