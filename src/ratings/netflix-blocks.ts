import { ValueError } from "../errors";
import type { RatingCollector } from "./collector";
import type { LineNumbers } from "./line-numbers";
import { numberOf } from "./number-text";
import { unevenRow, wrongNumber } from "./row-errors";
import { secondsOfText } from "./time-text";

/** Reads blocks as those of the Netflix Prize: a line with an item's id and a colon, then a user, a rating and a day. */
export class NetflixBlocks {
  private item: string | null = null;
  private width = 0;

  constructor(
    private readonly collector: RatingCollector,
    private readonly lines: LineNumbers,
  ) {}

  read(fields: readonly string[], line: number): void {
    const block = fields.length === 1 ? /^(\d+):$/.exec(fields[0].trim()) : null;
    if (block !== null) {
      this.item = block[1];
      return;
    }
    this.lines.push(line);
    this.width ||= fields.length;
    try {
      this.collector.push(this.entry(fields, line));
    } catch (error) {
      this.collector.refuse(error);
    }
  }

  private entry(fields: readonly string[], line: number): unknown[] {
    if (this.width === 1) throw withoutRating(line);
    if (fields.length !== this.width) throw unevenRow(fields, this.width, line);
    const [user, rating, time] = fields;
    const value = numberOf(rating, false);
    if (Number.isNaN(value)) throw wrongNumber(rating, "rating", line, 1);
    if (time === undefined) return [user.trim(), this.item, value];
    const seconds = secondsOfText(time);
    if (Number.isNaN(seconds)) throw wrongNumber(time, "timestamp", line, 2);
    return [user.trim(), this.item, value, seconds];
  }
}

function withoutRating(line: number): ValueError {
  const expected = "a user, a rating and a day, such as 1488844,3,2005-09-06";
  return new ValueError(`line ${line} has one field, expected ${expected}`, {
    argument: "text",
    index: [line, 0],
    expected,
  });
}
