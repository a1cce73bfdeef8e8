import type { LineMark } from "./terminal";

/** One thing that `doctor` has looked at. */
export interface Finding {
  mark: LineMark;
  text: string;
  /** What to type, where something is missing. */
  todo?: readonly string[];
}
