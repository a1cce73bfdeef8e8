import { factorizationPayload, MOST_SIDE } from "./build";
import type { FactorizationLike } from "./build";
import type { CellsPayload, DialsViewPayload } from "./types";

/** The most cells of the data, and numbers of L and U together, that anybody turns by hand. */
export const MOST_CELLS = 2500;
export const MOST_DIALS = 1500;

/** The sizes of a factorization: a model's, or those of its payload. */
interface Turned {
  readonly data: Pick<CellsPayload, "rows" | "columns" | "of">;
  readonly L: { readonly columns: number };
}

/** What of dials is not in the factorization itself. */
export interface DialsParts extends Pick<DialsViewPayload, "stages" | "machine" | "nonnegative"> {
  /** Where a person and the machine begin, in numbers row by row. @default the factors as they are */
  start?: Partial<DialsViewPayload["start"]>;
  /** Whether the dials show the start first, or the factors as they are. @default "start" */
  from?: "start" | "now";
}

/** The dials of a factorization that {@link canBeTurned} as a payload. */
export function dialsPayload(
  model: FactorizationLike,
  { from, start, ...others }: DialsParts,
): DialsViewPayload {
  const { version, title, data, L, U, seed, labels } = factorizationPayload(model);
  const began = { L: L.values, U: U.values, ...start };
  if (from !== "now") [L.values, U.values] = [began.L, began.U];
  const heading = title === undefined ? {} : { title };
  return { version, kind: "dials", ...heading, data, L, U, seed, labels, start: began, ...others };
}

/** Whether a factorization has few enough numbers to be turned by hand, none of them a mean of several. */
export function canBeTurned({ data, L }: Turned): boolean {
  const { rows, columns, of } = data;
  if (of || Math.max(rows, columns) > MOST_SIDE) return false;
  return rows * columns <= MOST_CELLS && (rows + columns) * L.columns <= MOST_DIALS;
}
