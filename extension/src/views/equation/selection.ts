import type { MatrixCell, Sizes } from "./matrix-cell";
import { isOuter } from "./matrix-cell";

/**
 * The cell in question: the one under the pointer, else the one that was clicked or reached by the keys last, else
 * the one that the pointer left last. So it stays while the numbers under it change.
 */
export class Selection {
  private under: MatrixCell | null = null;
  private kept: MatrixCell | null = null;
  private chosen = false;

  /** @param onChange is called after each change. */
  constructor(private readonly onChange: () => void) {}

  point(place: MatrixCell, by: "pointer" | "keyboard"): void {
    if (by === "pointer") this.under = place;
    else {
      this.kept = place;
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

  /** The cell, where the equation has it: another experiment may be smaller. */
  within({ rows, columns, features }: Sizes): MatrixCell | null {
    const place = this.under ?? this.kept;
    if (!place) return null;
    const [height, width] = isOuter(place.term)
      ? [rows, columns]
      : place.term === "L"
        ? [rows, features]
        : [features, columns];
    return place.row < height && place.column < width ? place : null;
  }
}
