import { LIMITS } from "./fields";
import { PAYLOAD_VERSION } from "./types";
import type { CellValue, ColumnPayload, MapViewPayload, TableViewPayload } from "./types";

/** A table as a payload: its first thousand rows. A number that is not finite is shown as nothing. */
export function tablePayload(
  title: string,
  columns: readonly ColumnPayload[],
  rows: readonly (readonly CellValue[])[],
): TableViewPayload {
  const shown = rows
    .slice(0, LIMITS.tableRows)
    .map((row) => row.map((cell) => (typeof cell === "number" && !Number.isFinite(cell) ? null : cell)));
  // What is undefined is not there in JSON either.
  const plain = columns.map(({ name, better, bars }) => ({
    name,
    ...(better && { better }),
    ...(bars && { bars }),
  }));
  return { version: PAYLOAD_VERSION, kind: "table", title, columns: plain, rows: shown };
}

/** Points with names as a payload, the most important first: more than a thousand cannot be told apart. */
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
