import { float64 } from "../../kernels/heap";
import type { Heap, Layout, Wanted } from "../../kernels/heap";
import { fillBoth, lengthInPanels, panelsFor, widthFor } from "../../kernels/panels";
import type { Tasks } from "../../kernels/run";
import { tasksOf } from "../../kernels/table-tasks";
import type { TableTasks } from "../../kernels/table-tasks";
import type { Run } from "../../kernels/unchecked-workspace";

type Numbers = Wanted<"float64">;

/** A table and its factors as kernels read them. */
export interface PanelLayout extends Layout {
  /** The table in panels, and its transpose; {@link PanelTable.fill} writes both whole. */
  readonly D: Numbers;
  readonly Dt: Numbers;
  /** The factors as JavaScript has them. */
  readonly rowsL: Numbers;
  readonly rowsU: Numbers;
  /** L and Uᵀ in panels, and again in strips. */
  readonly L: Numbers;
  readonly U: Numbers;
  readonly stripsL: Numbers;
  readonly stripsU: Numbers;
  /** U in strips. */
  readonly acrossU: Numbers;
}

/** The arrays that bringing factors into their places takes, in its order. */
const PLACES = ["rowsL", "rowsU", "L", "U", "stripsU", "acrossU"] as const;

/** The factors in memory of JavaScript: L rows × features and U features × columns, row by row. */
export interface Factors {
  readonly L: Float64Array;
  readonly U: Float64Array;
}

/** D (rows × columns) ≈ L·U in the memory of kernels. */
export class PanelTable {
  readonly width: number;
  /** How the work is cut. */
  readonly cut: TableTasks;

  constructor(
    readonly rows: number,
    readonly columns: number,
    readonly features: number,
  ) {
    this.width = widthFor(features);
    this.cut = tasksOf(rows, columns, this.width);
  }

  layout(): PanelLayout {
    const { rows, columns, width, features } = this;
    return {
      D: float64(lengthInPanels(rows, columns), true),
      Dt: float64(lengthInPanels(columns, rows), true),
      rowsL: float64(rows * features),
      rowsU: float64(features * columns),
      L: float64(lengthInPanels(rows, width)),
      U: float64(lengthInPanels(columns, width)),
      stripsL: float64(rows * width),
      stripsU: float64(columns * width),
      acrossU: float64(width * widthFor(columns)),
    };
  }

  /** Writes the table. */
  fill(D: Float64Array, { views, at }: Pick<Heap<PanelLayout>, "views" | "at">, run: Run): void {
    views.Dt.set(D);
    fillBoth(at, this.rows, this.columns, run);
  }

  /** Brings in the factors. */
  copyIn({ L, U }: Factors, views: Heap<PanelLayout>["views"]): void {
    views.rowsL.set(L);
    views.rowsU.set(U);
  }

  /** Reads L. */
  copyOutL(views: Heap<PanelLayout>["views"], { L }: Factors): void {
    L.set(views.rowsL);
  }

  /** Reads L and U. */
  copyOut(views: Heap<PanelLayout>["views"], factors: Factors): void {
    this.copyOutL(views, factors);
    factors.U.set(views.rowsU);
  }

  /**
   * Compares the factors with the table cell by cell.
   * @param kernel one that takes D, L, U in strips, these numbers, and the shape. @returns how many tasks it was.
   */
  *compare(
    kernel: string,
    numbers: readonly number[],
    at: Heap<PanelLayout>["at"],
  ): Generator<Tasks, number, void> {
    const { rows, columns, width, features, cut } = this;
    const factors = PLACES.map((name) => at[name]);
    yield {
      kernel: "placeFactors",
      numbers: [...factors, rows, columns, width, features, cut.places],
      tasks: cut.places,
      operations: (rows + columns) * width,
    };
    const [most] = cut.most;
    const tasks = Math.ceil(panelsFor(rows) / most);
    const shape = [rows, columns, width, most];
    const operations = rows * columns * width;
    yield { kernel, numbers: [at.D, at.L, at.acrossU, ...numbers, ...shape], tasks, operations };
    return tasks;
  }
}
