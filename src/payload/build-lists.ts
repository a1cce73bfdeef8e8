import { LIMITS } from "./limits";
import { PAYLOAD_VERSION } from "./types";
import type { CellValue, ColumnPayload, MapViewPayload, TableViewPayload } from "./types";

/** The first thousand rows of a table as a payload. Numbers that are not finite become empty cells; notes stand below. */
export function tablePayload(
  title: string,
  columns: readonly ColumnPayload[],
  rows: readonly (readonly CellValue[])[],
  notes: readonly string[] = [],
): TableViewPayload {
  const shown = rows
    .slice(0, LIMITS.tableRows)
    .map((row) => row.map((cell) => (typeof cell === "number" ? finiteOrNone(cell) : cell)));
  // JSON drops fields that are undefined, so leave them out here too.
  const plain = columns.map(({ name, better, bars, marked, errors }) => ({
    name,
    ...(better && { better }),
    ...(bars && { bars }),
    ...(marked && { marked: marked.filter((row) => row < LIMITS.tableRows) }),
    ...(errors && { errors: errors.slice(0, LIMITS.tableRows).map(finiteOrNone) }),
  }));
  const below = notes.length > 0 ? { notes: [...notes] } : {};
  return { version: PAYLOAD_VERSION, kind: "table", title, columns: plain, rows: shown, ...below };
}

function finiteOrNone(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** Points with names as a payload: the first thousand, as more cannot be told apart. */
export function mapPayload(
  title: string,
  axes: readonly [string, string],
  points: readonly { readonly name: string; readonly x: number; readonly y: number }[],
): MapViewPayload {
  const shown = points.slice(0, LIMITS.mapPoints);
  return {
    version: PAYLOAD_VERSION,
    kind: "map",
    title,
    axes: [...axes],
    x: shown.map(({ x }) => x),
    y: shown.map(({ y }) => y),
    names: shown.map(({ name }) => name),
  };
}
