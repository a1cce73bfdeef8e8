import type { Mark } from "./terminal";

/** One thing that `doctor` has looked at. */
export interface Finding {
  mark: Mark;
  text: string;
  /** What to type, where something is missing. */
  todo?: readonly string[];
}
