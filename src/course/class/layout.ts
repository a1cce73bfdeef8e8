import { readMark } from "./read-mark";
import type { Mark, Scale } from "./read-mark";

/** Where in a sheet the names and the ratings stand. */
export interface Layout {
  /** The names of the films, one for each of their columns. */
  films: string[];
  /** The columns with ratings, from 0. */
  filmColumns: number[];
  /** The column with the names of the pupils; undefined where there is none. */
  nameColumn: number | undefined;
  /** The rows of the pupils. */
  body: string[][];
  /** What else the columns are called that were left out. */
  leftOut: string[];
}

const NAME = /\b(?:name|names|pupils?|students?|learners?|who|vorname|schüler(?:in)?(?:nen)?|wer)\b/iu;
const NO_NAME = /\b(?:time|timestamp|date|e-?mail|id|zeit|zeitstempel|datum)\b/iu;
/** Columns and rows that a spreadsheet counts by, or that sum up the others. */
export const COUNTED: RegExp =
  /^(?:#|n[or]\.?|number|nummer|mean|average|avg\.?|median|sum|total|count|mittelwert|durchschnitt|summe|anzahl|ø)(?:\s*:)?$/iu;
const TIME = /\d[:/.-]\d+[:/.-]?\d*/;
/** Forms call a column of a grid "What do you think of these films? [Titanic]". */
const IN_BRACKETS = /\[([^\]]+)\]\s*$/;

/** Finds names and ratings in the rows of a sheet, a row for each pupil. */
export function layoutOf(rows: readonly string[][], scale: Scale): Layout {
  const from = rows.findIndex((row) => row.filter((cell) => cell !== "").length > 1);
  const table = rows.slice(Math.max(from, 0));
  const hasHeader = table.length > 1 && isHeader(table[0], scale);
  const header = hasHeader ? table[0] : table[0].map(() => "");
  const body = table.slice(hasHeader ? 1 : 0);
  const columns = header.map((title, k) => ({ title, k, marks: body.map((row) => readMark(row[k], scale)) }));
  const filmColumns = columns.filter(({ title, marks }) => isFilm(title, marks)).map(({ k }) => k);
  const others = columns.filter(({ k }) => !filmColumns.includes(k));
  const nameColumn = nameColumnOf(
    others.map(({ title, k }) => ({ title, k, cells: body.map((row) => row[k]) })),
  );
  const films = filmColumns.map(
    (k, n) => IN_BRACKETS.exec(header[k])?.[1].trim() ?? (header[k] || `Film ${n + 1}`),
  );
  const leftOut = others.filter(({ k, title }) => k !== nameColumn && title !== "").map(({ title }) => title);
  return { films, filmColumns, nameColumn, body, leftOut };
}

function isHeader(row: readonly string[], scale: Scale): boolean {
  const given = row.filter((cell) => cell !== "");
  return given.filter((cell) => isText(readMark(cell, scale))).length > given.length / 2;
}

const isText = (mark: Mark): boolean => typeof mark === "object" && mark !== null;

/** Whether a column has ratings: more than what is none, and not what a spreadsheet counts by. */
function isFilm(title: string, marks: readonly Mark[]): boolean {
  if (COUNTED.test(title) || (title === "" && isRunning(marks))) return false;
  const ratings = marks.filter((mark) => typeof mark === "number").length;
  const texts = marks.filter(isText).length;
  return ratings > texts || (ratings === texts && title !== "" && !NAME.test(title) && !NO_NAME.test(title));
}

/** Whether a column counts the rows: 1, 2, 3, …, of which those beyond the scale are no ratings. */
function isRunning(marks: readonly Mark[]): boolean {
  return marks.length > 3 && marks.slice(0, 4).every((mark, k) => mark === k + 1);
}

interface TextColumn {
  title: string;
  k: number;
  cells: readonly string[];
}

function nameColumnOf(columns: readonly TextColumn[]): number | undefined {
  const possible = columns.filter(
    ({ title, cells }) =>
      !COUNTED.test(title) && !NO_NAME.test(title) && cells.some((cell) => /\p{L}/u.test(cell)),
  );
  const called = possible.find(({ title }) => NAME.test(title));
  const untimed = possible.find(({ cells }) => !cells.every((cell) => cell === "" || TIME.test(cell)));
  return (called ?? untimed)?.k;
}
