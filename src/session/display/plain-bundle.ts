import { valueBundle } from "../../outputs/value-bundle";
import { readBundle, type JsonBundle } from "./mime-bundle";

/** Displays a value that has no display of its own: as text, and as a table where that says more. Never throws. */
export function plainBundle(value: unknown): JsonBundle {
  return readBundle(valueBundle(value), "the display of plain values");
}
