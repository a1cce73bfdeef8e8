import type { LineMark } from "./terminal";

/** The result of one check of `doctor`. */
export interface Finding {
  mark: LineMark;
  text: string;
  /** The commands to type, where something is missing. */
  todo?: readonly string[];
}
