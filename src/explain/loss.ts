import type { CellsPayload } from "../payload/types";
import type { FactorValues } from "./cell";

/**
 * The mean squared error of L·U over the known cells; NaN where none is known.
 * @param data rows × columns; L is rows × features, U features × columns.
 */
export function lossOf({ rows, columns, values }: CellsPayload, { L, U }: FactorValues): number {
  const features = L.length / rows;
  let [sum, known] = [0, 0];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const value = values[i * columns + j];
      if (value === null) continue;
      let error = value;
      for (let t = 0; t < features; t++) error -= L[i * features + t] * U[t * columns + j];
      sum += error * error;
      known++;
    }
  }
  return known > 0 ? sum / known : NaN;
}
