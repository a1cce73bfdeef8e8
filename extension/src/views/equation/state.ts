import type { EquationParts } from "factorlab/view";

/** An entry of a factor: L is rows × features, U is features × columns. */
export interface PickedEntry {
  factor: "L" | "U";
  row: number;
  column: number;
}

/** What the equation shows. With `scales`, colours keep their meaning while the numbers change. */
export interface EquationState extends EquationParts {
  /** The entry whose update is shown. @default none */
  picked?: PickedEntry | null;
  /** Whether an entry of L or U that is clicked is followed by its update. @default false */
  updates?: boolean;
  /** Whether the data can be written in their cells. @default false */
  editable?: boolean;
  /** What stands in the place of numbers that are held out, row by row; null elsewhere. @default nothing is held out */
  hidden?: readonly (string | null)[];
  /** Whether a click on a cell of the data hides it. @default false */
  hiding?: boolean;
}
