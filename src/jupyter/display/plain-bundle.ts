import { valueBundle } from "../../outputs/value-bundle";
import { readBundle, type JsonBundle } from "./mime-bundle";

/** How a value without a display of its own is shown: as text, and as a table where that tells more. Never throws. */
export function plainBundle(value: unknown): JsonBundle {
  return readBundle(valueBundle(value), "the display of plain values");
}
