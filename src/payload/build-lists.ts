import { text, words } from "./fields";
import { LIMITS } from "./limits";
import { sentence } from "./sentence";
import { PAYLOAD_VERSION } from "./types";
import type { CellValue, ColumnPayload, MapViewPayload, TableViewPayload, TextPayload } from "./types";

/** The most characters of a table's texts together, as JSON: rows of long texts are fewer than a thousand. */
const MOST_TEXT = 300_000;

/**
 * The first rows of a table as a payload: a thousand, or fewer where their texts are long. Numbers that are not finite
 * become empty cells; notes stand below, with how many rows were left out.
 * @param notes what stands below, or what is to be said of that many of the first rows. @default nothing
 */
export function tablePayload(
  title: TextPayload,
  columns: readonly ColumnPayload[],
  rows: readonly (readonly CellValue[])[],
  notes: readonly TextPayload[] | ((shown: number) => readonly TextPayload[]) = [],
): TableViewPayload {
  const shown = firstRows(rows);
  // JSON drops fields that are undefined, so leave them out here too.
  const plain = columns.map(({ name, better, bars, marked, errors }) => ({
    name: words(name, "name"),
    ...(better && { better }),
    ...(bars && { bars }),
    ...(marked && { marked: marked.filter((row) => row < shown.length) }),
    ...(errors && { errors: errors.slice(0, shown.length).map(finiteOrNone) }),
  }));
  const own = typeof notes === "function" ? notes(shown.length) : notes;
  const said = [...own, ...leftOut(shown.length, rows.length)];
  const below = said.length > 0 ? { notes: said } : {};
  return { version: PAYLOAD_VERSION, kind: "table", title, columns: plain, rows: shown, ...below };
}

function finiteOrNone(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

function firstRows(rows: readonly (readonly CellValue[])[]): CellValue[][] {
  const shown: CellValue[][] = [];
  let characters = 0;
  for (const row of rows.slice(0, LIMITS.tableRows)) {
    const cells = row.map(shownCell);
    characters += JSON.stringify(cells).length;
    if (characters > MOST_TEXT && shown.length > 0) break;
    shown.push(cells);
  }
  return shown;
}

function shownCell(cell: CellValue): CellValue {
  return typeof cell === "number" || cell === null ? finiteOrNone(cell) : words(cell, "cell", LIMITS.cell);
}

function leftOut(shown: number, all: number): TextPayload[] {
  if (shown === all) return [];
  return [sentence("These are the first {shown} of {count} rows.", { shown: `${shown}`, count: `${all}` })];
}

/**
 * Points with names as a payload: the first thousand, as more cannot be told apart; the title says so where there are
 * more.
 */
export function mapPayload(
  title: TextPayload,
  axes: readonly [TextPayload, TextPayload],
  points: readonly { readonly name: string; readonly x: number; readonly y: number }[],
): MapViewPayload {
  const shown = points.slice(0, LIMITS.mapPoints);
  return {
    version: PAYLOAD_VERSION,
    kind: "map",
    title: shown.length < points.length ? firstOf(title, shown.length, points.length) : title,
    axes: [...axes],
    x: shown.map(({ x }) => x),
    y: shown.map(({ y }) => y),
    names: shown.map(({ name }) => text(name, "name")),
  };
}

function firstOf(title: TextPayload, shown: number, all: number): TextPayload {
  const values = { title, shown: String(shown), count: String(all) };
  return sentence("{title}: the first {shown} of {count}", values);
}
