import type { CellsPayload, MatrixPayload } from "../payload/types";
import { decimalsFor } from "./number";
import {
  centredScale,
  equationPanels,
  errorReach,
  Extent,
  fittedScale,
  knownOf,
  largestOf,
  multiply,
  panel,
} from "./panels";
import type { Equation, Panel, PanelScales } from "./panels";

/** Fixed scales for changing numbers: the range of each quantity over all states that are shown. */
export interface EquationScales {
  /** The range of the entries of L and U. */
  factors: readonly [number, number];
  /** The range of the data and of L·U. */
  data: readonly [number, number];
  /** The size of error that has the full colour. */
  error: number;
}

/** An equation whose numbers change while it is looked at. */
export interface EquationParts extends Equation {
  /** The difference that a change of the input made to each cell of L·U, in its shape. */
  change?: MatrixPayload;
  /** @default the scales of these numbers alone */
  scales?: EquationScales;
}

/** The equation L × U = L·U ≈ data and its error, as panels from left to right; the change comes last, if given. */
export function factorizationPanels(parts: EquationParts): Panel[] {
  const panels = equationPanels(parts, parts.scales && givenScales(parts.scales, parts.data));
  return parts.change ? [...panels, changePanel(parts.change, panels[2])] : panels;
}

function givenScales({ factors, data, error }: EquationScales, cells: CellsPayload): PanelScales {
  return {
    factors: { scale: centredScale(largestOf(factors)), extent: factors },
    fitted: { scale: fittedScale(knownOf(cells).values), extent: data },
    wrong: { scale: centredScale(error), extent: [-error, error] },
  };
}

/** @param LU the panel of L·U, whose labels and decimals it has. */
function changePanel(change: MatrixPayload, LU: Panel): Panel {
  const { rowLabels, columnLabels } = LU;
  const decimals = Math.max(LU.decimals, decimalsFor(change.values));
  const scale = centredScale(largestOf(change.values) || 1);
  return { ...panel("change", "", change, decimals), scale, rowLabels, columnLabels };
}

function largestError({ values }: CellsPayload, LU: Float64Array): number {
  let most = 0;
  for (let k = 0; k < LU.length; k++) {
    const value = values[k];
    if (value !== null) most = Math.max(most, Math.abs(value - LU[k]));
  }
  return most;
}

/** Scales for a series of states of one factorization, so that a colour means the same in all of them. */
export function equationScales(
  data: CellsPayload,
  states: Iterable<{ L: ArrayLike<number>; U: ArrayLike<number> }>,
): EquationScales {
  const { rows, columns } = data;
  const known = knownOf(data).values;
  const ofFactors = new Extent();
  const ofData = new Extent().add(known);
  const LU = new Float64Array(rows * columns);
  let error = 0;
  for (const { L, U } of states) {
    const features = L.length / rows;
    ofFactors.add(L).add(U);
    multiply({ rows, columns: features, values: L }, { rows: features, columns, values: U }, LU);
    ofData.add(LU);
    error = Math.max(error, largestError(data, LU));
  }
  return { factors: ofFactors.range, data: ofData.range, error: errorReach(error, known) };
}
