import { factorizationPayload } from "./build";
import type { FactorizationLike } from "./build";
import type { DialsViewPayload } from "./types";

/** What of dials is not in the factorization itself. */
export interface DialsParts extends Pick<DialsViewPayload, "stages" | "machine" | "nonnegative"> {
  /** Where a person and the machine begin, in numbers row by row. @default the factors as they are */
  start?: Partial<DialsViewPayload["start"]>;
  /** Whether the dials show the start first, or the factors as they are. @default "start" */
  from?: "start" | "now";
}

/** The dials of a factorization that `canBeTurned` as a payload. */
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
