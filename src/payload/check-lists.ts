import { optional } from "./check-factorization";
import { fail, finiteNumbers, list, object, own, text } from "./fields";
import { LIMITS } from "./limits";
import { PAYLOAD_VERSION } from "./types";
import type { CellValue, ColumnPayload, MapViewPayload, TableViewPayload } from "./types";

/** Checks a payload whose kind is "table". @throws PayloadError */
export function checkTableView(payload: object): TableViewPayload {
  const columns = list(own(payload, "columns"), "columns", LIMITS.tableColumns).map((value, k) =>
    column(value, `columns[${k}]`),
  );
  const rows = list(own(payload, "rows"), "rows", LIMITS.tableRows).map((value, i) => {
    const cells = list(value, `rows[${i}]`, LIMITS.tableColumns);
    if (cells.length !== columns.length)
      fail(`rows[${i}].length`, cells.length, `${columns.length}, one for each column`);
    return cells.map((found, k) => checkCell(found, `rows[${i}][${k}]`));
  });
  const title = text(own(payload, "title"), "title");
  const notes = optional(payload, "notes", checkNotes);
  return { version: PAYLOAD_VERSION, kind: "table", title, columns, rows, ...notes };
}

/** Checks the sentences below what is drawn. */
export function checkNotes(value: unknown): string[] {
  return list(value, "notes", LIMITS.notes).map((note, k) => text(note, `notes[${k}]`, LIMITS.cell));
}

function column(value: unknown, path: string): ColumnPayload {
  const source = object(value, path);
  return {
    name: text(own(source, "name"), `${path}.name`),
    ...optional(source, "better", (found) =>
      found === "low" || found === "high" ? found : fail(`${path}.better`, found, '"low" or "high"'),
    ),
    ...optional(source, "bars", (found) =>
      typeof found === "boolean" ? found : fail(`${path}.bars`, found, "true or false"),
    ),
  };
}

function checkCell(value: unknown, path: string): CellValue {
  if (value === null || (typeof value === "number" && Number.isFinite(value))) return value;
  if (typeof value === "string") return text(value, path, LIMITS.cell);
  return fail(path, value, "text, a finite number or null");
}

/** Checks a payload whose kind is "map". @throws PayloadError */
export function map(payload: object): MapViewPayload {
  const numbers = (name: "x" | "y"): number[] => finiteNumbers(own(payload, name), name, LIMITS.mapPoints);
  const texts = (name: "axes" | "names", most: number): string[] =>
    list(own(payload, name), name, most).map((value, k) => text(value, `${name}[${k}]`));
  const [x, y] = [numbers("x"), numbers("y")];
  const names = texts("names", LIMITS.mapPoints);
  if (y.length !== x.length) fail("y.length", y.length, `${x.length}, as many as x has`);
  if (names.length !== x.length) fail("names.length", names.length, `${x.length}, one for each point`);
  const axes = texts("axes", 2);
  if (axes.length !== 2) fail("axes.length", axes.length, "2, of x and of y");
  const title = text(own(payload, "title"), "title");
  return { version: PAYLOAD_VERSION, kind: "map", title, axes: [axes[0], axes[1]], x, y, names };
}
