import { factorizationPayload } from "./build";
import type { FactorizationLike } from "./build";
import { LIMITS } from "./limits";
import type { DialsViewPayload, FactorizationPayload } from "./types";

/** What of dials is not in the factorization itself. */
export interface DialsParts extends Pick<DialsViewPayload, "stages" | "machine" | "nonnegative"> {
  /** Where a person and the machine begin, in numbers row by row. @default the factors as they are */
  start?: DialsViewPayload["start"];
  /** Whether the dials show the start first, or the factors as they are. @default true */
  fromStart?: boolean;
}

/** The dials of a factorization as a payload; null where there are too many numbers to turn by hand. */
export function dialsPayload(model: FactorizationLike, parts: DialsParts): DialsViewPayload | null {
  const { version, data, L, U, seed, labels } = factorizationPayload(model);
  if (!canBeTurned({ data, L, U })) return null;
  const now = { L: L.values, U: U.values };
  const { fromStart = true, start = now, ...others } = parts;
  const shown = fromStart ? start : now;
  return {
    ...{ version, kind: "dials", data, seed, start, ...others },
    L: { ...L, values: shown.L },
    U: { ...U, values: shown.U },
    ...(labels && { labels }),
  };
}

/** Whether a factorization has few enough numbers to be turned by hand, none of them a mean of several. */
export function canBeTurned({ data, L, U }: Pick<FactorizationPayload, "data" | "L" | "U">): boolean {
  const numbers = L.values.length + U.values.length;
  return !data.of && data.values.length <= LIMITS.dialCells && numbers <= LIMITS.dials;
}
