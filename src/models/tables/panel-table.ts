import { float64 } from "../../kernels/heap";
import type { Heap, Layout, Wanted } from "../../kernels/heap";
import { fillBoth, fromPanels, intoPanels, intoStrips, lengthInPanels, widthFor } from "../../kernels/panels";
import type { Tasks } from "../../kernels/run";

type Run = (tasks: Tasks) => void;
type Numbers = Wanted<"float64">;

/** A table and its factors as kernels read them. */
export interface PanelLayout extends Layout {
  /** The table in panels, and its transpose. */
  readonly D: Numbers;
  readonly Dt: Numbers;
  /** L and Uᵀ in panels, and again in strips. */
  readonly L: Numbers;
  readonly U: Numbers;
  readonly stripsL: Numbers;
  readonly stripsU: Numbers;
}

/** The factors in memory of JavaScript: L rows × features and U features × columns, row by row. */
export interface Factors {
  readonly L: Float64Array;
  readonly U: Float64Array;
}

/** D (rows × columns) ≈ L·U in the memory of kernels. */
export class PanelTable {
  readonly width: number;
  private readonly asL: { row: number; column: number };
  private readonly asU: { row: number; column: number };

  constructor(
    readonly rows: number,
    readonly columns: number,
    readonly features: number,
  ) {
    this.width = widthFor(features);
    this.asL = { row: features, column: 1 };
    this.asU = { row: 1, column: columns };
  }

  /** The arrays. Strips of a factor also have room for those of its transpose. */
  layout(): PanelLayout {
    const { rows, columns, width } = this;
    return {
      D: float64(lengthInPanels(rows, columns)),
      Dt: float64(lengthInPanels(columns, rows)),
      L: float64(lengthInPanels(rows, width)),
      U: float64(lengthInPanels(columns, width)),
      stripsL: float64(width * widthFor(rows)),
      stripsU: float64(width * widthFor(columns)),
    };
  }

  /** Writes the table. */
  fill(D: Float64Array, { views, at }: Pick<Heap<PanelLayout>, "views" | "at">, run: Run): void {
    views.Dt.set(D);
    fillBoth(at, this.rows, this.columns, run);
  }

  /** Writes the factors into panels, and U into strips. */
  copyIn({ L, U }: Factors, views: Heap<PanelLayout>["views"]): void {
    const { rows, columns, features, width } = this;
    intoPanels(L, this.asL, rows, features, width, views.L);
    intoPanels(U, this.asU, columns, features, width, views.U);
    intoStrips(U, this.asU, columns, features, views.stripsU);
  }

  /** Reads L. */
  copyOutL(views: Heap<PanelLayout>["views"], { L }: Factors): void {
    fromPanels(views.L, this.width, this.rows, this.features, this.asL, L);
  }

  /** Reads L and U. */
  copyOut(views: Heap<PanelLayout>["views"], factors: Factors): void {
    this.copyOutL(views, factors);
    fromPanels(views.U, this.width, this.columns, this.features, this.asU, factors.U);
  }
}
