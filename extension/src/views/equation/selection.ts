import type { MatrixCell, FactorizationSizes } from "./matrix-cell";
import { isOuter } from "./matrix-cell";

/**
 * The selected cell: the one under the pointer, or else the last one that was clicked or reached by the keys, or else
 * the last one under the pointer. It stays selected while its numbers change.
 */
export class Selection {
  private under: MatrixCell | null = null;
  private kept: MatrixCell | null = null;
  private chosen = false;

  /** @param onChange is called after each change. */
  constructor(private readonly onChange: () => void) {}

  point(cell: MatrixCell, by: "pointer" | "keyboard"): void {
    if (by === "pointer") this.under = cell;
    else {
      this.kept = cell;
      this.chosen = true;
      this.under = null;
    }
    this.onChange();
  }

  /** The pointer has left the matrices. */
  leave(): void {
    if (!this.chosen && this.under) this.kept = this.under;
    this.under = null;
    this.onChange();
  }

  clear(): void {
    this.under = this.kept = null;
    this.chosen = false;
    this.onChange();
  }

  /** The selected cell, or null if the equation does not have it, since another experiment may be smaller. */
  within({ rows, columns, features }: FactorizationSizes): MatrixCell | null {
    const cell = this.under ?? this.kept;
    if (!cell) return null;
    const [height, width] = isOuter(cell.term)
      ? [rows, columns]
      : cell.term === "L"
        ? [rows, features]
        : [features, columns];
    return cell.row < height && cell.column < width ? cell : null;
  }
}
