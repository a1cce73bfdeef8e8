import { ValueError } from "../errors";
import type { RatingCollector } from "./collector";
import type { LineNumbers } from "./line-numbers";
import { wrongNumber } from "./row-errors";

/** Reads rows as libsvm's: a label, which is not read, then `item:rating` again and again. The n-th row is user n, from 0. */
export class LibsvmRows {
  private user = 0;

  constructor(
    private readonly collector: RatingCollector,
    private readonly lines: LineNumbers,
  ) {}

  read(fields: readonly string[], line: number): void {
    for (let n = 1; n < fields.length && !fields[n].startsWith("#"); n++) {
      this.lines.push(line);
      try {
        this.collector.push(this.entry(fields[n], line, n));
      } catch (error) {
        this.collector.refuse(error);
      }
    }
    this.user++;
  }

  private entry(field: string, line: number, column: number): unknown[] {
    const [item, rating] = field.split(":");
    const value = rating === undefined || rating === "" ? NaN : Number(rating);
    if (item === "" || Number.isNaN(value)) throw wrongNumber(field, "rating", line, column);
    return [this.user, item, value];
  }
}

/** @throws ValueError where rows are those of libFM: a rating, then a user and an item, each as `index:1`. */
export function refuseLibfm(sample: readonly string[]): void {
  if (!sample.every((row) => /^\S+ \d+:1(?:\.0*)? \d+:1(?:\.0*)? *$/.test(row.trim()))) return;
  const expected = 'a user, an item and a rating in each row, such as "17,242,5"';
  throw new ValueError(`line 1 looks like libFM's: a rating and two features of 1, expected ${expected}`, {
    argument: "text",
    index: [1],
    actual: sample[0],
    expected,
  });
}
