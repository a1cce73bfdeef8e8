import type { EquationParts } from "factorlab/view";

/** An entry of a factor: L is rows × features, U is features × columns. */
export interface PickedEntry {
  factor: "L" | "U";
  row: number;
  column: number;
}

/** What the equation shows. Where `scales` are given, colours hold still while the numbers move. */
export interface EquationState extends EquationParts {
  /** The entry whose update is looked at. @default none */
  picked?: PickedEntry | null;
}
