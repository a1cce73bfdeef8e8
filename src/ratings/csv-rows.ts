import { ValueError } from "../errors";
import { BlankLines } from "./blank-lines";
import { findDialect, tellsDialect } from "./dialect";
import type { Dialect, DialectOptions } from "./dialect";
import { badQuote, endlessRow } from "./row-errors";
import { isScannable, RowScanner } from "./row-scanner";
import type { RowForm } from "./row-scanner";
import { RowSplitter } from "./row-splitter";
import type { RatingTarget, RowPlace } from "./row-target";
import { SPLIT_LENGTH, splitPlain } from "./separator";
import { UnreadText } from "./unread-text";
import type { TextPiece } from "./unread-text";

/** A longer row can only come from a quote that is never closed. */
const LONGEST_ROW = 2 ** 22;
/** So many bytes tell of most texts how they are written, and so many more are looked at where they do not. */
const [FIRST_LOOK, LONGER_LOOK, LAST_LOOK] = [2 ** 12, 2 ** 16, 4 * SPLIT_LENGTH];
/** Room for somewhat more ratings than the first part of a text lets expect: rows differ in length. */
const SPARE = 1.02;

/** What becomes of rows as text. */
export interface RowReader {
  /** What was told of how the text is written. */
  readonly options: DialectOptions;
  /** How many fields a row has at least. */
  readonly fewest: number;
  /** The form of all rows, which the first row tells; null before it was read, and where rows have no one form. */
  readonly form: Omit<RowForm, "dialect"> | null;
  /** Is told how the text is written before its first row. @throws ValueError where it cannot be read so. */
  begin(dialect: Dialect): void;
  /** Reads one row of whichever form, the first of which may be a header. @throws ValueError */
  read(fields: readonly string[], line: number): void;
  /** Whether a field is read: quotes in others cannot be wrong. */
  isRead(field: number): boolean;
  /** Is told what is wrong with the quotes of a row. @throws the error, unless such rows are left out. */
  refuse(error: ValueError, line: number): void;
}

/** Where bytes come from that nobody has checked. */
export interface RawSource {
  /** @param line in which they begin. @throws where bytes of whole characters are not valid. */
  check(bytes: Uint8Array, line: () => number): void;
  /** The file that they come from, where they come from one. */
  readonly file: {
    /** Reads the next piece already. */
    readAhead(): void;
    /** Puts the pieces that follow into these places. */
    readInto(buffers: readonly Uint8Array[]): void;
  } | null;
}

/**
 * The rows of separated text, however it is cut into pieces: quoted fields, which may hold line breaks, and line ends of
 * all kinds; empty lines are skipped. Ordinary rows are read from their bytes by {@link RowScanner}, others as text.
 */
export class CsvRows implements RowPlace {
  nextLine = 1;
  readonly blank = new BlankLines();
  private dialect: Dialect | null = null;
  private rest = new UnreadText();
  private source: RawSource | undefined;
  private isInPlace = false;
  /** Null where none can read the rows, undefined before that is known. */
  private scanner: RowScanner | null | undefined;
  /** The length of what was read. */
  private done = 0;
  private pieces = 0;

  /** @param target where ordinary rows go, read from their bytes; null reads all rows as text, which gives the same. */
  constructor(
    private readonly reader: RowReader,
    private readonly target: RatingTarget | null,
    private readonly check: () => void = () => undefined,
  ) {}

  /**
   * Reads all rows.
   * @param length how long the whole text is, at most; null where that is not known.
   * @param source where pieces that are bytes come from.
   */
  readAll(pieces: Iterable<TextPiece>, length: number | null, source?: RawSource): void {
    this.source = source;
    const rest = new UnreadText((bytes, breaksBefore) =>
      source?.check(bytes, () => this.nextLine + breaksBefore()),
    );
    this.rest = rest;
    let wanted = SPLIT_LENGTH;
    for (const piece of this.plainPieces(pieces)) {
      rest.add(this.readInPlace(piece));
      const before = rest.length;
      if (before < wanted) continue;
      this.readRows(true);
      const left = rest.length;
      if (left > LONGEST_ROW) throw endlessRow(this.nextLine, LONGEST_ROW);
      this.expect(before - left, length);
      this.readOnInPlace(length);
      // An unfinished row is looked at again only when the text has doubled: else a long row would take quadratic time.
      wanted = Math.min(Math.max(SPLIT_LENGTH, 2 * left), LONGEST_ROW + 1);
    }
    rest.finish();
    if (this.pieces > 2 && this.nextLine === 1 && !rest.text().includes("\n")) throw unbroken();
    this.readRows(false);
  }

  /** The pieces without a byte order mark before the first, and with characters that are cut put together. */
  private *plainPieces(pieces: Iterable<TextPiece>): Generator<TextPiece> {
    let cut = "";
    for (const piece of pieces) {
      const first = this.pieces++ === 0;
      if (typeof piece === "string") {
        const plain = cut + (first && piece.startsWith("\ufeff") ? piece.slice(1) : piece);
        cut = (plain.charCodeAt(plain.length - 1) & 0xfc00) === 0xd800 ? plain.slice(-1) : "";
        yield cut === "" ? plain : plain.slice(0, -1);
      } else yield piece;
    }
    if (cut !== "") yield cut;
  }

  /** Makes room for as many ratings as the whole text has, once a part of it was read. */
  private expect(read: number, length: number | null): void {
    const first = this.done === 0;
    this.done += read;
    const { form } = this.reader;
    const collector = this.target?.collector;
    if (!first || length === null || !form || !collector || this.done === 0) return;
    const count = Math.ceil((collector.length * SPARE * length) / this.done);
    if (count > collector.length) collector.reserve(count, form.columns.timestamp !== null);
  }

  /** Reads the rows that are whole, or at the end all of them. */
  private readRows(more: boolean): void {
    const { rest } = this;
    this.check();
    if (this.dialect === null) this.findDialect(more);
    if (!rest.hasBytes || this.target === null) {
      this.readText(more);
      return;
    }
    if (more) this.readPlain();
    rest.settle();
    const { bytes } = rest;
    const ended = more || rest.start === rest.end || bytes[rest.end - 1] !== LINE_FEED;
    const limit = more ? rest.endOfLines : rest.end;
    while (rest.start < limit) {
      if (this.scanner === undefined) this.scanner = this.makeScanner();
      if (this.scanner) rest.start = Math.min(this.scanner.scan(bytes, rest.start, limit), limit);
      if (rest.start < limit && !this.readOddRow()) {
        this.readText(more);
        return;
      }
    }
    // A line break at the very end begins a last line, which is blank.
    if (!ended) this.blank.pass(this.nextLine++);
  }

  /** Reads plain rows from bytes as they came. */
  private readPlain(): void {
    const { bytes, start, endOfLines } = this.rest;
    if (this.scanner) this.rest.start = this.scanner.readPlain(bytes, start, endOfLines);
  }

  /** Lets the rest of a file be read where kernels read it. */
  private readOnInPlace(length: number | null): void {
    const { file } = this.source ?? {};
    if (this.isInPlace || !file || !this.scanner) return;
    this.isInPlace = true;
    const places = this.scanner.textPlaces((length ?? 0) - this.done);
    if (places !== null) file.readInto(places);
  }

  /** Reads the plain rows of a piece that lies where kernels read it. @returns what is left of it. */
  private readInPlace(piece: TextPiece): TextPiece {
    const { rest, scanner } = this;
    const { left } = rest;
    if (typeof piece === "string" || !this.isInPlace || !scanner || left === null) return piece;
    this.check();
    const read = scanner.readInPlace(left, piece);
    rest.start = Math.min(rest.end, rest.start + read);
    return piece.subarray(Math.max(0, read - left.length));
  }

  readAhead(): void {
    this.source?.file?.readAhead();
  }

  /** Finds how the text is written, and passes over what stands before its first row. */
  private findDialect(more: boolean): void {
    const { rest, reader } = this;
    let text = "";
    let isAll = false;
    for (const look of [FIRST_LOOK, LONGER_LOOK, LAST_LOOK]) {
      text = rest.beginning(look);
      isAll = rest.isWithin(look);
      if (isAll || tellsDialect(text, reader.options)) break;
    }
    if (text.trim() === "") text = rest.text();
    // Blank lines tell nothing: what follows them may.
    if (text.trim() === "") return;
    this.dialect = findDialect(text, !more && isAll, reader.fewest, reader.options);
    reader.begin(this.dialect);
    for (let line = 0; line < this.dialect.passed; line++) rest.passLine();
    this.nextLine += this.dialect.passed;
  }

  /** The scanner of rows like the first one; null where none can read them, undefined before that was read. */
  private makeScanner(): RowScanner | null | undefined {
    const { form } = this.reader;
    if (form === null || this.dialect === null || this.target === null) return undefined;
    const rows = { ...form, dialect: this.dialect };
    return isScannable(rows) ? new RowScanner(rows, this, this.target, this.rest.decode) : null;
  }

  /** Reads one row that is not ordinary; false where that has quotes, so that it may have several lines. */
  private readOddRow(): boolean {
    const { rest, dialect } = this;
    if (this.scanner === null || dialect === null) return false;
    const found = rest.breakFrom(rest.start);
    const end = found < 0 ? rest.end : found;
    const text = rest.textBetween(rest.start, end);
    if (dialect.comment !== null && text.startsWith(dialect.comment)) this.nextLine++;
    else if (dialect.quotes && text.includes('"')) return false;
    else this.readRow(splitPlain(text, dialect.separator), 0);
    rest.start = Math.min(end + 1, rest.end);
    return true;
  }

  /** Reads what there is as text, to the last whole row or, at the end, all of it. */
  private readText(more: boolean): void {
    const text = this.rest.text();
    const { reader, dialect } = this;
    const isRead = (field: number): boolean => reader.isRead(field);
    const splitter = new RowSplitter(text, { dialect: dialect ?? PLAIN, more, isRead, longest: LONGEST_ROW });
    while (splitter.next()) {
      const { fields, breaks, problem } = splitter;
      if (splitter.isComment) this.nextLine++;
      else if (problem === null) this.readRow(fields, breaks);
      else {
        reader.refuse(badQuote(problem, this.nextLine, fields.length - 1), this.nextLine);
        this.blank.row();
        this.nextLine += 1 + breaks;
      }
    }
    // A line break at the very end begins a last line, which is blank.
    if (!more && text.endsWith("\n")) this.blank.pass(this.nextLine++);
    this.rest.replace(more ? text.slice(splitter.end) : "");
  }

  private readRow(fields: string[], breaks: number): void {
    const line = this.nextLine;
    this.nextLine += 1 + breaks;
    if (fields.length === 1 && fields[0].trim() === "") {
      this.blank.pass(line);
      return;
    }
    this.blank.row();
    this.reader.read(fields, line);
  }
}

/** How lines are split before there is one that is not blank. */
const PLAIN = { separator: ",", quotes: false, escape: null, comment: null };
const LINE_FEED = 10;

function unbroken(): ValueError {
  const expected = 'line breaks: of lines, give lines.join("\\n")';
  return new ValueError(`the pieces of text have no line break, expected ${expected}`, {
    argument: "text",
    expected,
  });
}
