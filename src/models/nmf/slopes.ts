import { allocate, float64 } from "../../kernels/heap";
import { nonnegativeKernels } from "../../kernels/nonnegative";
import { intoPanels, lengthInPanels, PANEL, panelsFor } from "../../kernels/panels";
import type { DivergenceSlopes } from "../../numerics/divergence-without";

/** As `plainSlopes` of src/numerics/divergence-without.ts, by a kernel. */
export function kernelSlopes(values: Float64Array, Y: Float64Array, k: number): DivergenceSlopes {
  const panels = 2 * Math.ceil(panelsFor(values.length) / 2);
  const cells = PANEL * panels;
  const { views, at, exports } = allocate(nonnegativeKernels, {
    D: float64(cells),
    Y: float64(lengthInPanels(cells, k)),
    x: float64(k),
    scratch: float64(2 * (PANEL + k)),
    slopes: float64(k),
  });
  views.D.set(values);
  intoPanels(Y, { row: k, column: 1 }, values.length, k, k, views.Y);
  return (x, left, slopes) => {
    views.x.set(x);
    exports.divergenceSlopes(at.D, at.Y, at.x, at.scratch, at.slopes, panels, k, left);
    slopes.set(views.slopes);
  };
}
