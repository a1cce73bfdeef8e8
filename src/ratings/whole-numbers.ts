/** A table reaches so many numbers, and so many more for each id: where ids are far apart, a Map takes less memory. */
const ALWAYS_REACHED = 2 ** 12;
const REACHED_FOR_EACH = 16;
/** Whole numbers of at most so many digits, and so below this, are exact, and are written with their digits alone. */
const MOST_DIGITS = 15;
const LIMIT = 1e15;

const [ZERO, NINE, MINUS] = [48, 57, 45];

/** The indices of whole numbers ≥ 0, by the numbers themselves: nearly all data sets count their users and items. */
export class WholeNumbers {
  /** For each number its index plus 1; 0 for one that is unknown. */
  private table = new Int32Array(0);

  /** The index of a number, which may be any; −1 where it is not in the table. */
  indexOf(number: number): number {
    // Whatever is no index of the table, such as −1 or 2.5, gives undefined, and so NaN and 0.
    return number < this.table.length ? (this.table[number] | 0) - 1 : -1;
  }

  /** Whether a number should be in the table where there are `count` ids. */
  reaches(number: number, count: number): boolean {
    return number >= 0 && number < ALWAYS_REACHED + REACHED_FOR_EACH * count;
  }

  /** Lets the table hold a number, and all smaller ones. */
  growTo(number: number): void {
    const longer = new Int32Array(2 ** Math.ceil(Math.log2(number + 16)));
    longer.set(this.table);
    this.table = longer;
  }

  /** Sets the index of a number; false where the table does not hold it. */
  set(number: number, index: number): boolean {
    if (number < 0 || number >= this.table.length) return false;
    this.table[number] = index + 1;
    return true;
  }
}

/**
 * What an id is found by: a whole number by itself, as its text is; any other number by its text. The text of a whole
 * number is what JavaScript writes, so that "007" and "7.0" are other ids than 7.
 */
export function idKey(id: string | number): string | number {
  if (typeof id === "number") return Number.isInteger(id) && Math.abs(id) < LIMIT ? id : String(id);
  return isWholeText(id) ? Number(id) : id;
}

function isWholeText(text: string): boolean {
  const first = text.charCodeAt(0) === MINUS ? 1 : 0;
  const digits = text.length - first;
  if (digits < 1 || digits > MOST_DIGITS) return false;
  // No number is written with a zero before it, and none as -0.
  if (text.charCodeAt(first) === ZERO && text.length > 1) return false;
  for (let at = first; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) return false;
  }
  return true;
}
