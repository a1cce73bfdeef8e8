/** Sizes of the numbers in cells, in pixels, from the largest; the least is still read on a phone. */
const FONTS = [16, 15, 14, 13, 12, 11] as const;
/** Below this size more rows of larger numbers are better than one. */
const LEAST_IN_ONE_ROW = 12;
/** Above this size several rows take more of the page's height than the numbers gain. */
const MOST_IN_ROWS = 14;
/** The width of a digit, in shares of the font's size. */
const DIGIT = 0.61;
/** Pixels around a matrix: its outer gaps, and the room for outlines at its right. */
const AROUND = 8;

/** Pixels of a sign between two matrices, and beside a number in its cell; the least width of a cell in shares of the font. */
interface Measures {
  sign: number;
  padding: number;
  least: number;
}

const USUAL: Measures = { sign: 28, padding: 10, least: 3.8 };
/** On a phone, for one column more. */
const TIGHT: Measures = { sign: 20, padding: 4, least: 3.4 };
/** Narrower views, as on a phone, have shorter names and the smallest numbers. */
export const NARROW = 340;
/** The gap between two cells. */
const CELL_GAP = 2;

/** A matrix as the layout sees it. */
export interface LaidOut {
  columns: number;
  /** The characters of a column, for its numbers and for its name. */
  characters: { numbers: number; names: number };
  /** The width of the names or numbers of its rows. */
  names: number;
  /** The width above which it scrolls by itself. @default none */
  most?: number;
}

/** How large the numbers of an equation are, and how it is broken: not at all, before its "=", or wherever it must be. */
interface EquationLayout {
  font: number;
  rows: "one" | "sides" | "flow";
  /** Whether the names of columns are turned, since a matrix would be wider than the page with them. */
  turned: boolean;
  /** Whether signs and cells have less room than usual, as on a phone. */
  tight: boolean;
}

/**
 * Lays an equation out for a width: in one row with the largest numbers that fit, or else in two, broken before its "=",
 * or else as it comes, with numbers of the middle size.
 * @param sides the matrices before and behind the "=".
 */
export function layoutOf(sides: readonly (readonly LaidOut[])[], width: number): EquationLayout {
  const turned = sides.flat().some((term) => widthOf([term], LEAST_IN_ONE_ROW) > width);
  const seen = turned ? sides.map((side) => side.map(withoutNames)) : sides;
  const least = FONTS[FONTS.length - 1];
  const fit = (measures: Measures): boolean =>
    seen.flat().every((term) => widthOf([term], least, measures) <= width);
  if (width < NARROW && !fit(USUAL) && fit(TIGHT)) return { font: least, rows: "flow", turned, tight: true };
  return { ...rowsOf(seen, width), turned, tight: false };
}

/** How many matrices stand in the first row. */
export function inFirstRow(
  sides: readonly (readonly LaidOut[])[],
  { font, rows, turned, tight }: EquationLayout,
  width: number,
): number {
  const terms = sides.flat().map((term) => (turned ? withoutNames(term) : term));
  if (rows === "one") return terms.length;
  if (rows === "sides") return sides[0].length;
  const measures = tight ? TIGHT : USUAL;
  const tooMany = terms.findIndex((_, k) => k > 0 && widthOf(terms.slice(0, k + 1), font, measures) > width);
  return tooMany < 0 ? terms.length : tooMany;
}

function withoutNames(term: LaidOut): LaidOut {
  return { ...term, characters: { ...term.characters, names: 0 } };
}

function rowsOf(
  sides: readonly (readonly LaidOut[])[],
  width: number,
): Pick<EquationLayout, "font" | "rows"> {
  const fits = (terms: readonly LaidOut[], font: number): boolean => widthOf(terms, font) <= width;
  // No sign stands before the first matrix of a row alone.
  const one = FONTS.find(
    (font) => font >= LEAST_IN_ONE_ROW && widthOf(sides.flat(), font) - USUAL.sign <= width,
  );
  if (one !== undefined) return { font: one, rows: "one" };
  // On a phone, smaller numbers are better than columns beyond the edge.
  const least = FONTS[FONTS.length - 1];
  if (width < NARROW && !sides.flat().every((term) => fits([term], least)))
    return { font: least, rows: "flow" };
  const wholes = FONTS.filter(
    (font) => font <= MOST_IN_ROWS && sides.flat().every((term) => fits([term], font)),
  );
  if (wholes.length > 0 && wholes[0] < LEAST_IN_ONE_ROW) return { font: wholes[0], rows: "flow" };
  // Larger numbers are worth nothing where they push a matrix beyond the edge that would be seen whole.
  const inRows = FONTS.filter((font) => font >= LEAST_IN_ONE_ROW && font <= MOST_IN_ROWS).filter((font) =>
    sides.flat().every((term) => fits([term], font) || !fits([term], LEAST_IN_ONE_ROW)),
  );
  const two = inRows.find((font) => sides.every((side) => fits(side, font)));
  if (two !== undefined) return { font: two, rows: "sides" };
  const fewest = rowsInFlow(sides.flat(), LEAST_IN_ONE_ROW, width);
  const font = inRows.find((each) => rowsInFlow(sides.flat(), each, width) === fewest);
  return { font: font ?? LEAST_IN_ONE_ROW, rows: "flow" };
}

/** How many rows matrices take that follow each other as words do. */
function rowsInFlow(terms: readonly LaidOut[], font: number, width: number): number {
  let rows = 1;
  let used = 0;
  for (const term of terms) {
    const more = widthOf([term], font);
    if (used > 0 && used + more > width) [rows, used] = [rows + 1, 0];
    used += more;
  }
  return rows;
}

/** The width of matrices in a row. */
export function widthOf(terms: readonly LaidOut[], font: number, measures: Measures = USUAL): number {
  return terms.reduce((sum, { columns, characters, names, most = Infinity }) => {
    const cell = cellWidth(Math.max(characters.numbers, characters.names), font, measures) + CELL_GAP;
    return sum + measures.sign + AROUND + Math.min(names + columns * cell, most);
  }, 0);
}

/** The width of a cell, as the stylesheet has it. */
function cellWidth(characters: number, font: number, { least, padding }: Measures): number {
  return Math.max(least * font, characters * DIGIT * font + padding);
}
