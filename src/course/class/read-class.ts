import { append, largest } from "../../lists";
import { ValueError, wrongArgument } from "../../errors";
import { COUNTED, layoutOf } from "./layout";
import { readMark } from "./read-mark";
import type { Scale } from "./read-mark";
import { FILMS } from "./sheet";
import { textRows } from "./text-rows";

/** What a sheet says. */
export interface ClassTable {
  /** The pupils, one for each row. */
  pupils: string[];
  /** The films, one for each column. */
  films: string[];
  /** Pupils × films; null where somebody has not rated a film. */
  cells: (number | null)[][];
  /** What was left out or changed, in sentences. */
  notes: string[];
}

/** So many characters are more than any class fills in. */
const LONGEST = 1_000_000;
/** So many cells that cannot be read are named. */
const MOST_NAMED = 5;

/**
 * Reads a sheet as text.
 * @throws ValueError if it is no text, or no table with ratings.
 */
export function readClass(text: unknown, scale: Scale, filmsIn: "rows" | "columns" | undefined): ClassTable {
  const rows = rowsOf(text);
  const isTurned = filmsIn === undefined ? hasFilmsInRows(rows) : filmsIn === "rows";
  const { body, nameColumn, filmColumns, films, leftOut } = layoutOf(
    isTurned ? transposed(rows) : rows,
    scale,
  );
  const notes = leftOut.length > 0 ? [`Not read: ${leftOut.map(quoted).join(", ")}.`] : [];
  const own = body.filter((row) => nameColumn === undefined || !COUNTED.test(row[nameColumn]));
  const given = own.map((row, k) => (nameColumn === undefined ? "" : row[nameColumn]) || `Pupil ${k + 1}`);
  const cells = readCells(own, filmColumns, scale, (row, column) => `${given[row]}, ${films[column]}`, notes);
  return withoutBlanks({ pupils: told(given, notes), films: told(films, notes), cells, notes });
}

function rowsOf(text: unknown): string[][] {
  const expected = "a table as copied from a spreadsheet: a row for each pupil, a column for each film";
  if (typeof text !== "string" || text.trim() === "" || text.length > LONGEST)
    throw wrongArgument("text", text, expected);
  try {
    return textRows(text);
  } catch (error) {
    // Text in one column, or with a quote that is never closed.
    if (error instanceof ValueError) throw wrongArgument("text", text, expected);
    throw error;
  }
}

/** Whether the films that are known stand below one another. */
function hasFilmsInRows(rows: readonly string[][]): boolean {
  const known = new Set(FILMS.map((film) => film.toLowerCase()));
  const count = (cells: readonly string[]): number =>
    cells.filter((cell) => known.has(cell.toLowerCase())).length;
  return count(rows.map(([first]) => first)) > largest(rows.slice(0, 3).map(count), 1);
}

const transposed = (rows: readonly string[][]): string[][] =>
  rows[0].map((_, k) => rows.map((row) => row[k]));

function readCells(
  rows: readonly string[][],
  columns: readonly number[],
  scale: Scale,
  placeOf: (row: number, column: number) => string,
  notes: string[],
): (number | null)[][] {
  const unread: string[] = [];
  const cells = rows.map((row, u) =>
    columns.map((column, i) => {
      const mark = readMark(row[column], scale);
      if (typeof mark !== "object" || mark === null) return mark;
      unread.push(`${placeOf(u, i)}: ${mark.unread}, and counts as not seen.`);
      return null;
    }),
  );
  append(notes, unread.slice(0, MOST_NAMED));
  if (unread.length > MOST_NAMED) notes.push(`So do ${unread.length - MOST_NAMED} more cells.`);
  return cells;
}

/** Names that differ: a second Anna is "Anna (2)". */
function told(names: readonly string[], notes: string[]): string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = (counts.get(name.toLowerCase()) ?? 0) + 1;
    counts.set(name.toLowerCase(), count);
    if (count === 1) return name;
    notes.push(`There is more than one ${quoted(name)}: this one is called ${quoted(`${name} (${count})`)}.`);
    return `${name} (${count})`;
  });
}

/** Without the pupils who rated nothing, and the films that nobody rated. @throws ValueError where nothing is left. */
function withoutBlanks({ pupils, films, cells, notes }: ClassTable): ClassTable {
  const rows = cells.map((row) => row.some((cell) => cell !== null));
  const columns = films.map((_, i) => cells.some((row) => row[i] !== null));
  if (!rows.includes(true))
    throw new ValueError("text has no ratings, expected numbers below the names of films", {
      argument: "text",
      expected: "a table with ratings",
    });
  const silent = pupils.filter((_, u) => !rows[u]);
  const unseen = films.filter((_, i) => !columns[i]);
  const said = [
    ...(silent.length > 0 ? [`Left out, since they rated nothing: ${silent.join(", ")}.`] : []),
    ...(unseen.length > 0 ? [`Left out, since nobody rated them: ${unseen.join(", ")}.`] : []),
  ];
  return {
    pupils: pupils.filter((_, u) => rows[u]),
    films: films.filter((_, i) => columns[i]),
    cells: cells.filter((_, u) => rows[u]).map((row) => row.filter((_, i) => columns[i])),
    notes: [...notes, ...said],
  };
}

const quoted = (text: string): string => `“${text}”`;
