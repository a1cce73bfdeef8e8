import { optional } from "./check-factorization";
import { count, fail, finiteNumbers, finiteOrNull, flag, list, object, own, text, words } from "./fields";
import { LIMITS } from "./limits";
import { PAYLOAD_VERSION } from "./types";
import type { CellValue, ColumnPayload, MapViewPayload, TableViewPayload, TextPayload } from "./types";

/** Checks a payload whose kind is "table". @throws PayloadError */
export function checkTableView(payload: object): TableViewPayload {
  const given = list(own(payload, "rows"), "rows", LIMITS.tableRows);
  const columns = list(own(payload, "columns"), "columns", LIMITS.tableColumns).map((value, k) =>
    column(value, `columns[${k}]`, given.length),
  );
  const rows = given.map((value, i) => {
    const cells = list(value, `rows[${i}]`, LIMITS.tableColumns);
    if (cells.length !== columns.length)
      fail(`rows[${i}].length`, cells.length, `${columns.length}, one for each column`);
    return cells.map((found, k) => checkCell(found, `rows[${i}][${k}]`));
  });
  const title = words(own(payload, "title"), "title");
  const notes = optional(payload, "notes", checkNotes);
  return { version: PAYLOAD_VERSION, kind: "table", title, columns, rows, ...notes };
}

/** Checks the sentences below what is drawn. */
export function checkNotes(value: unknown): TextPayload[] {
  return list(value, "notes", LIMITS.notes).map((note, k) => words(note, `notes[${k}]`, LIMITS.cell));
}

/** @param rows how many rows the table has. */
function column(value: unknown, path: string, rows: number): ColumnPayload {
  const source = object(value, path);
  return {
    name: words(own(source, "name"), `${path}.name`),
    ...optional(source, "better", (found) =>
      found === "low" || found === "high" ? found : fail(`${path}.better`, found, '"low" or "high"'),
    ),
    ...optional(source, "bars", (found) => flag(found, `${path}.bars`)),
    ...optional(source, "marked", (found) =>
      list(found, `${path}.marked`, rows).map((row, k) => count(row, `${path}.marked[${k}]`, 0, rows - 1)),
    ),
    ...optional(source, "errors", (found) => checkErrors(found, `${path}.errors`, rows)),
  };
}

function checkErrors(value: unknown, path: string, rows: number): (number | null)[] {
  const errors = list(value, path, LIMITS.tableRows);
  if (errors.length !== rows) fail(`${path}.length`, errors.length, `${rows}, one for each row`);
  return errors.map((error, k) => {
    const found = finiteOrNull(error, `${path}[${k}]`);
    return found !== null && found < 0 ? fail(`${path}[${k}]`, found, "a number ≥ 0, or null") : found;
  });
}

function checkCell(value: unknown, path: string): CellValue {
  if (value === null || (typeof value === "number" && Number.isFinite(value))) return value;
  if (typeof value === "string" || (typeof value === "object" && !Array.isArray(value)))
    return words(value, path, LIMITS.cell);
  return fail(path, value, "text, a sentence, a finite number or null");
}

/** Checks a payload whose kind is "map". @throws PayloadError */
export function map(payload: object): MapViewPayload {
  const numbers = (name: "x" | "y"): number[] => finiteNumbers(own(payload, name), name, LIMITS.mapPoints);
  const [x, y] = [numbers("x"), numbers("y")];
  const names = list(own(payload, "names"), "names", LIMITS.mapPoints).map((value, k) =>
    text(value, `names[${k}]`),
  );
  if (y.length !== x.length) fail("y.length", y.length, `${x.length}, as many as x has`);
  if (names.length !== x.length) fail("names.length", names.length, `${x.length}, one for each point`);
  const axes = list(own(payload, "axes"), "axes", 2).map((value, k) => words(value, `axes[${k}]`));
  if (axes.length !== 2) fail("axes.length", axes.length, "2, of x and of y");
  const title = words(own(payload, "title"), "title");
  return { version: PAYLOAD_VERSION, kind: "map", title, axes: [axes[0], axes[1]], x, y, names };
}
