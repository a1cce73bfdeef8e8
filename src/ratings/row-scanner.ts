import { ByteIds } from "./byte-ids";
import type { RatingCollector } from "./collector";
import type { ColumnIndices } from "./columns";
import type { IdIndex } from "./ids";
import type { Dialect } from "./dialect";
import { numberOf } from "./number-text";
import type { Thousands } from "./number-text";
import { QuickRows } from "./packed/quick-rows";
import type { RatingTarget, RowPlace } from "./row-target";
import { secondsOfText } from "./time-text";

const [LINE_FEED, QUOTE, PLUS, COMMA, MINUS, POINT, ZERO, NINE] = [10, 34, 43, 44, 45, 46, 48, 57];

/** Whole numbers of so many digits have 32 bits. */
const SHORT = 7;
/** So many digits are an exact number, and its quotient by a power of ten up to 10²² is rounded once. */
const EXACT_DIGITS = 15;
const POWERS = Float64Array.from({ length: EXACT_DIGITS + 1 }, (_, power) => Number(`1e${power}`));

/** So many rows are read before it is tried again whether plainer ones follow. */
const ROWS_TOGETHER = 256;

/** What a field of a row is. */
const [SKIPPED, USER, ITEM, RATING, TIME] = [0, 1, 2, 3, 4];

/** How rows look. */
export interface RowForm {
  readonly dialect: Pick<Dialect, "separator" | "quotes" | "escape" | "comment">;
  readonly columns: ColumnIndices;
  /** How many fields each row has. */
  readonly width: number;
  /** Whether a comma may be the decimal separator. */
  readonly commas: boolean;
  /** What stands between groups of three digits; null for nothing. */
  readonly thousands: Thousands | null;
}

/** Whether rows with this separator and these columns can be read from their bytes. */
export function isScannable({ dialect: { separator }, columns, thousands }: RowForm): boolean {
  if (thousands !== null) return false;
  const found = Object.values(columns).filter((column) => column !== null);
  // A separator that may be part of a number, or of spaces around a field that are longer, is left to the other way.
  return /^[\t !#-*,/:-~]{1,2}$/.test(separator) && new Set(found).size === found.length;
}

/**
 * Reads ordinary rows from bytes to numbers, without a text for each field: whole numbers and other plain ids, decimal
 * numbers, simple quotes. It stops before a row that is anything else, wrong ones among them.
 */
export class RowScanner {
  private bytes: Uint8Array = new Uint8Array(0);
  private at = 0;
  private readonly roles: Int32Array;
  private readonly first: number;
  /** The second byte of the separator, or −1. */
  private readonly second: number;
  private readonly quotes: boolean;
  /** The bytes that stand before a quote in quotes, and before a comment, or −1. */
  private readonly escape: number;
  private readonly comment: number;
  /** Whether several spaces may stand between two fields. */
  private readonly spaced: boolean;
  private readonly timed: boolean;
  /** Ratings that mean "not rated", where there are any. */
  private readonly missing: ReadonlySet<number> | null;
  /** Reads the plainest rows, where they may be among these. */
  private readonly quick: QuickRows | null;
  private readonly users: ByteIds;
  private readonly items: ByteIds;

  constructor(
    private readonly form: RowForm,
    private readonly place: RowPlace,
    private readonly target: RatingTarget,
    private readonly decode: (bytes: Uint8Array) => string,
  ) {
    const { columns, width, dialect } = form;
    const { separator } = dialect;
    this.roles = new Int32Array(width).fill(SKIPPED);
    this.roles[columns.user] = USER;
    this.roles[columns.item] = ITEM;
    if (columns.rating !== null) this.roles[columns.rating] = RATING;
    if (columns.timestamp !== null) this.roles[columns.timestamp] = TIME;
    this.first = separator.charCodeAt(0);
    this.second = separator.length > 1 ? separator.charCodeAt(1) : -1;
    this.quotes = dialect.quotes;
    this.escape = dialect.escape === null ? -1 : dialect.escape.charCodeAt(0);
    this.comment = dialect.comment === null ? -1 : dialect.comment.charCodeAt(0);
    this.spaced = separator === " ";
    this.timed = columns.timestamp !== null;
    const usual = this.timed ? [USER, ITEM, RATING, TIME] : [USER, ITEM, RATING];
    const [gap, bytes] = this.second < 0 ? [1, this.first] : [2, this.first | (this.second << 8)];
    const point = form.commas && this.first !== COMMA ? COMMA : POINT;
    const plain = { separator: bytes, gap, point, timed: this.timed };
    const { numbers } = target.collector.leftOut;
    this.missing = numbers.size > 0 ? numbers : null;
    const isUsual = String(this.roles) === String(usual) && numbers.size === 0;
    this.quick = isUsual ? new QuickRows(plain, place, target) : null;
    this.users = new ByteIds(target.collector.userIds, decode);
    this.items = new ByteIds(target.collector.itemIds, decode);
  }

  /**
   * Reads the plainest rows from a place on, whatever follows them; the last row ends with \n.
   * @returns where it stopped.
   */
  readPlain(bytes: Uint8Array, from: number, limit: number): number {
    return this.quick?.read(bytes, from, limit) ?? from;
  }

  /** See {@link QuickRows.textPlaces}. */
  textPlaces(length: number): Uint8Array[] | null {
    return this.quick?.textPlaces(length) ?? null;
  }

  /** See {@link QuickRows.readInPlace}. */
  readInPlace(left: Uint8Array, piece: Uint8Array): number {
    return this.quick?.readInPlace(left, piece) ?? 0;
  }

  /**
   * Reads the rows from a place on, each of which ends with \n, up to a limit.
   * @returns where it stopped: at the limit, or at a row that it does not read.
   */
  scan(bytes: Uint8Array, from: number, limit: number): number {
    const { check } = this.target.collector.running;
    this.bytes = bytes;
    let at = from;
    while (at < limit) {
      check();
      for (let rows = 0; rows < ROWS_TOGETHER && at < limit; rows++) {
        const next = this.line(at);
        if (next < 0) return at;
        at = next;
      }
      at = this.readPlain(bytes, at, limit);
    }
    return at;
  }

  /** Reads a line. @returns where it ends, behind its break; −1 where that is left to the other way. */
  private line(at: number): number {
    const { place, timed } = this;
    const { collector, lines } = this.target;
    if (this.bytes[at] === LINE_FEED) {
      place.blank.pass(place.nextLine++);
      return at + 1;
    }
    if (this.bytes[at] === this.comment) return -1;
    collector.makeRoom(1, timed);
    this.at = at;
    if (!this.row(collector)) return -1;
    place.blank.row();
    lines.push(place.nextLine++);
    return this.at;
  }

  /** Reads a row, and moves behind it; false where that is left to the other way. */
  private row(collector: RatingCollector): boolean {
    const { roles } = this;
    const { userIds, itemIds, low, high } = collector;
    let user = -1;
    let item = -1;
    let value = 1;
    let time = 0;
    for (let field = 0; field < roles.length; field++) {
      const role = roles[field];
      // A second space: the fields are others than it seems.
      if (this.spaced && this.bytes[this.at] === this.first) return false;
      if (role === USER) user = this.id(userIds, this.users);
      else if (role === ITEM) item = this.id(itemIds, this.items);
      else if (role === RATING) value = this.number();
      else if (role === TIME) time = this.time();
      else this.skip();
      const last = field + 1 === roles.length;
      if ((this.bytes[this.at] === LINE_FEED) !== last || !this.isEnd(this.at)) return false;
      this.at += last || this.second < 0 ? 1 : 2;
    }
    if (user < 0 || item < 0 || !(value >= low && value <= high) || !Number.isFinite(time)) return false;
    if (this.missing?.has(value) === true) collector.leaveOut();
    else collector.add(user, item, value, this.timed ? time : undefined);
    return true;
  }

  /** Whether a field ends here. */
  private isEnd(at: number): boolean {
    const { bytes } = this;
    const byte = bytes[at];
    return byte === LINE_FEED || (byte === this.first && (this.second < 0 || bytes[at + 1] === this.second));
  }

  /** The index of an id, which is added if it is new; −1 where it is left to the other way. */
  private id(ids: IdIndex, texts: ByteIds): number {
    const { bytes } = this;
    const quoted = this.quotes && bytes[this.at] === QUOTE;
    const from = quoted ? this.at + 1 : this.at;
    let at = from;
    let whole = 0;
    for (let digit = bytes[at] - ZERO; digit >= 0 && digit <= 9; digit = bytes[++at] - ZERO)
      whole = (Math.imul(whole, 10) + digit) | 0;
    const digits = at - from;
    if (digits > 0 && digits <= SHORT && (bytes[from] !== ZERO || digits === 1) && this.closes(at, quoted)) {
      const index = ids.quickIndex(whole);
      return index >= 0 ? index : ids.add(String(whole));
    }
    const to = this.end(from, quoted);
    return to < 0 ? -1 : texts.indexOf(bytes, from, to);
  }

  /** A number; NaN where it is none, or is left to the other way. */
  private number(): number {
    const { bytes } = this;
    const quoted = this.quotes && bytes[this.at] === QUOTE;
    const from = quoted ? this.at + 1 : this.at;
    let at = from;
    if (bytes[at] === MINUS || bytes[at] === PLUS) at++;
    const start = at;
    let value = 0;
    let point = -1;
    for (let byte = bytes[at]; ; byte = bytes[++at]) {
      if (byte >= ZERO && byte <= NINE) value = 10 * value + (byte - ZERO);
      else if (point < 0 && this.isPoint(at)) point = at;
      else break;
    }
    const digits = at - start - (point < 0 ? 0 : 1);
    if (digits < 1 || digits > EXACT_DIGITS || !this.closes(at, quoted)) return this.textNumber(from, quoted);
    if (point >= 0) value /= POWERS[at - point - 1];
    return bytes[from] === MINUS ? -value : value;
  }

  /** A time: a number, or a date as text. */
  private time(): number {
    const { at } = this;
    const number = this.number();
    if (!Number.isNaN(number)) return number;
    this.at = at;
    const quoted = this.quotes && this.bytes[at] === QUOTE;
    const from = quoted ? at + 1 : at;
    const to = this.end(from, quoted);
    return to < 0 ? NaN : secondsOfText(this.decode(this.bytes.subarray(from, to)));
  }

  private isPoint(at: number): boolean {
    const byte = this.bytes[at];
    return (byte === POINT || (byte === COMMA && this.form.commas)) && !this.isEnd(at);
  }

  /** Whether a field ends here, behind its quote if it has one; moves there. */
  private closes(at: number, quoted: boolean): boolean {
    if (quoted && this.bytes[at] !== QUOTE) return false;
    const end = quoted ? at + 1 : at;
    if (!this.isEnd(end)) return false;
    this.at = end;
    return true;
  }

  /** Any other way to write a number. */
  private textNumber(from: number, quoted: boolean): number {
    const to = this.end(from, quoted);
    return to < 0 ? NaN : numberOf(this.decode(this.bytes.subarray(from, to)), this.form.commas);
  }

  private skip(): void {
    const quoted = this.quotes && this.bytes[this.at] === QUOTE;
    this.end(quoted ? this.at + 1 : this.at, quoted);
  }

  /** Where the text of a field ends, behind which it moves; −1 where quotes are not simple ones. */
  private end(from: number, quoted: boolean): number {
    const { bytes } = this;
    let at = from;
    if (!quoted) {
      while (!this.isEnd(at)) at++;
      this.at = at;
      return at;
    }
    while (bytes[at] !== QUOTE && bytes[at] !== LINE_FEED && bytes[at] !== this.escape) at++;
    return this.closes(at, true) ? at : -1;
  }
}
