import type { Dialect } from "./dialect";
import { gapAt, splitPlain } from "./separator";

/** What is wrong with a field in quotes. */
export type QuoteProblem = "open" | "text behind";

/** How text is split into rows. */
export interface Splitting {
  readonly dialect: Pick<Dialect, "separator" | "quotes" | "escape" | "comment">;
  /** Whether more text follows, so that the last row may not be whole. */
  readonly more: boolean;
  /** Whether a field is read: quotes in others cannot be wrong. */
  readonly isRead: (field: number) => boolean;
  /** A field that is not read and does not end within so many characters ends with its line. */
  readonly longest: number;
}

const [LINE_FEED, QUOTE, SPACE] = [10, 34, 32];

/** Splits text into rows and fields: plain ones, and those in quotes, which may hold line breaks. */
export class RowSplitter {
  /** The fields of the last row. */
  fields: string[] = [];
  /** Where the row behind it begins. */
  end = 0;
  /** How many line breaks it has in quotes. */
  breaks = 0;
  isComment = false;
  /** What is wrong with its last field. */
  problem: QuoteProblem | null = null;
  private nextQuote = -1;
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly how: Splitting,
  ) {}

  /** Splits the row that begins behind the last one; false where it is not whole, or there is none. */
  next(): boolean {
    const { text, how } = this;
    const { separator, quotes, comment } = how.dialect;
    const from = this.end;
    if (from >= text.length) return false;
    let end = text.indexOf("\n", from);
    if (end < 0 && how.more) return false;
    if (end < 0) end = text.length;
    this.breaks = 0;
    this.problem = null;
    this.isComment = comment !== null && text.startsWith(comment, from);
    if (!this.isComment && quotes && this.hasQuote(from, end)) return this.quotedRow(from);
    this.fields = this.isComment ? [] : splitPlain(text.slice(from, end), separator);
    this.end = end + 1;
    return true;
  }

  /** Whether there is a quote between two places. Each quote is looked for once. */
  private hasQuote(from: number, end: number): boolean {
    if (this.nextQuote < from) {
      const found = this.text.indexOf('"', from);
      this.nextQuote = found < 0 ? Infinity : found;
    }
    return this.nextQuote < end;
  }

  private quotedRow(from: number): boolean {
    const { text } = this;
    const { separator } = this.how.dialect;
    const fields: string[] = [];
    this.at = separator === " " ? this.behindSpaces(from) : from;
    for (;;) {
      const isQuoted = text.charCodeAt(this.at) === QUOTE;
      const field = isQuoted ? this.quotedField(fields.length) : this.plainField();
      if (field === null) return false;
      fields.push(field);
      if (this.problem !== null) break;
      const gap = gapAt(text, this.at, separator);
      if (gap === 0) break;
      this.at += gap;
      // Spaces at the end of a line separate nothing.
      if (separator === " " && this.isLineEnd(this.at)) break;
    }
    this.fields = fields;
    this.end = this.at + 1;
    return true;
  }

  private isLineEnd(at: number): boolean {
    return at >= this.text.length || this.text.charCodeAt(at) === LINE_FEED;
  }

  private behindSpaces(at: number): number {
    let behind = at;
    while (this.text.charCodeAt(behind) === SPACE) behind++;
    return behind;
  }

  /** Where the line ends; −1 where that is not known yet. */
  private lineEnd(from: number): number {
    const end = this.text.indexOf("\n", from);
    return end >= 0 ? end : this.how.more ? -1 : this.text.length;
  }

  /** The field up to the next separator or the end of the line, and moves there; null where the line is not whole. */
  private plainField(): string | null {
    const { text, at } = this;
    const end = this.lineEnd(at);
    if (end < 0) return null;
    const rest = text.slice(at, end);
    const found = rest.indexOf(this.how.dialect.separator);
    this.at = found < 0 ? end : at + found;
    return found < 0 ? rest : rest.slice(0, found);
  }

  /** The field in quotes that begins here, and moves behind it; null where it is not whole. */
  private quotedField(field: number): string | null {
    const { text, how } = this;
    const open = this.at;
    const isRead = how.isRead(field);
    const close = this.closingQuote(open + 1);
    if (close < 0) {
      const isPatient = how.more && (isRead || text.length - open <= how.longest);
      return isPatient ? null : this.oddField(isRead, "open");
    }
    const behind = how.dialect.separator === " " ? close + 1 : this.behindSpaces(close + 1);
    if (behind >= text.length && how.more) return null;
    if (!this.isLineEnd(behind) && gapAt(text, behind, how.dialect.separator) === 0)
      return this.oddField(isRead, "text behind");
    this.at = behind;
    const inside = text.slice(open + 1, close);
    for (let at = inside.indexOf("\n"); at >= 0; at = inside.indexOf("\n", at + 1)) this.breaks++;
    return this.unescaped(inside);
  }

  /** The quote that ends a field, or −1. */
  private closingQuote(from: number): number {
    const { text } = this;
    for (let close = text.indexOf('"', from); close >= 0; close = text.indexOf('"', close + 1)) {
      if (this.isEscaped(from, close)) continue;
      if (text.charCodeAt(close + 1) !== QUOTE) return close;
      close++;
    }
    return -1;
  }

  private isEscaped(from: number, quote: number): boolean {
    const { escape } = this.how.dialect;
    if (escape === null) return false;
    let at = quote;
    while (at > from && this.text[at - 1] === escape) at--;
    return (quote - at) % 2 === 1;
  }

  private unescaped(inside: string): string {
    const { escape } = this.how.dialect;
    if (escape === null) return inside.includes('""') ? inside.replaceAll('""', '"') : inside;
    const sign = escape.replace(/\W/, "\\$&");
    return inside.replace(
      new RegExp(`${sign}([${sign}"])|""`, "g"),
      (_, kept: string | undefined) => kept ?? '"',
    );
  }

  /** A field whose quotes are no pair: it ends with its line at the latest, and is a problem only where it is read. */
  private oddField(isRead: boolean, problem: QuoteProblem): string | null {
    const { text, at: open } = this;
    const end = this.lineEnd(open);
    if (end < 0) return null;
    if (isRead) {
      this.problem = problem;
      this.at = end;
      return text.slice(open, end);
    }
    const { separator } = this.how.dialect;
    for (
      let close = text.indexOf('"', open + 1);
      close >= 0 && close < end;
      close = text.indexOf('"', close + 1)
    ) {
      if (close + 1 < end && gapAt(text, close + 1, separator) === 0) continue;
      this.at = close + 1;
      return text.slice(open + 1, close);
    }
    return this.plainField();
  }
}
