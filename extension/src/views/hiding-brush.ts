/** What a brush is for. */
export interface BrushHost {
  /** Whether cells are hidden by the pointer now. */
  isOn(): boolean;
  isHidden(row: number, column: number): boolean;
  onHide(row: number, column: number, hide: boolean): void;
  /** The pointer was released. */
  onEnd(): void;
}

/**
 * Hides cells with the pointer: the cell that is pressed is hidden or shown again, and so are those that the pointer is
 * dragged over. A finger scrolls, and hides by tapping.
 */
export class HidingBrush {
  /** What the pressed cell became, which those that follow become as well; null while nothing is pressed. */
  private hide: boolean | null = null;
  /** The cell under the pointer. */
  private under: { row: number; column: number } | null = null;
  /** The cell that was hidden by pressing it: the click that follows is no other press. */
  private pressed: { row: number; column: number } | null = null;
  private readonly stop = new AbortController();

  /** @param node around the cells, which are those of a table. */
  constructor(
    node: HTMLElement,
    private readonly host: BrushHost,
  ) {
    const { signal } = this.stop;
    node.addEventListener("pointerdown", (event) => this.down(event), { signal });
    const end = (): void => this.end();
    for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, end, { signal });
  }

  dispose(): void {
    this.stop.abort();
  }

  /** The pointer is over a cell. */
  over(row: number, column: number): void {
    this.under = { row, column };
    if (this.hide !== null && this.host.isHidden(row, column) !== this.hide)
      this.host.onHide(row, column, this.hide);
  }

  /** A cell was clicked, or a key pressed on it. */
  press(row: number, column: number): void {
    const { pressed } = this;
    this.pressed = null;
    if (!this.host.isOn() || (pressed?.row === row && pressed.column === column)) return;
    this.host.onHide(row, column, !this.host.isHidden(row, column));
    this.host.onEnd();
  }

  private down({ target, button, pointerType }: PointerEvent): void {
    const isCell = target instanceof Element && target.closest("td") !== null;
    if (button !== 0 || pointerType === "touch" || !isCell || !this.host.isOn() || !this.under) return;
    const { row, column } = this.under;
    this.pressed = this.under;
    this.hide = !this.host.isHidden(row, column);
    this.over(row, column);
  }

  private end(): void {
    if (this.hide === null) return;
    this.hide = null;
    this.host.onEnd();
    // A click follows at once, if the pointer is still on the cell that was pressed.
    setTimeout(() => (this.pressed = null));
  }
}
