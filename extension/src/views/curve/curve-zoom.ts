import { formatCount } from "factorlab/view";
import { t } from "../../words";
import { ZoomBar } from "../zoom-bar";
import type { Plot, PlotPart } from "./plot";
import type { Scale } from "./scale";

/** The fewest iterations, and the least part of its losses, that a chart can be zoomed to. */
const LEAST = { iterations: 2, losses: 1e-9 };
/** How far an arrow key moves, as a share of what is in sight. */
const MOVE = 0.25;

/** The part of a chart of losses that is in sight, and what changes it: buttons, keys, a dragged box. */
export class CurveZoom {
  readonly bar: ZoomBar;
  private part: PlotPart | null = null;
  private plot: Plot | null = null;
  private until = 0;

  /** @param onChange is called after each change, to draw again. */
  constructor(private readonly onChange: () => void) {
    this.bar = new ZoomBar({ onScale: (factor) => this.scale(factor), onWhole: () => this.set(null) });
    this.bar.node.hidden = true;
  }

  /** Shows the part that another one showed of the same curves. */
  takeOver(other: CurveZoom): void {
    this.part = other.part;
  }

  /** The part in sight of curves that go to the iteration `until`; null if all is, as where zooming is not enabled. */
  within(until: number, enabled: boolean): PlotPart | null {
    this.until = until;
    const possible = enabled && until > LEAST.iterations;
    this.bar.node.hidden = !possible;
    if (!possible || (this.part && this.part.iterations[0] >= until)) this.part = null;
    return this.part;
  }

  get isEnabled(): boolean {
    return !this.bar.node.hidden;
  }

  /** Takes the axes that are shown, and says what is in sight. */
  show(plot: Plot, unit: "iteration" | "epoch"): void {
    this.plot = plot;
    if (this.isEnabled) this.bar.show(this.part === null, this.text(unit));
  }

  private text(unit: "iteration" | "epoch"): string {
    if (!this.part) return t("Drag over the chart to zoom in");
    const [first, last] = this.part.iterations.map((at) => formatCount(Math.round(at)));
    return unit === "epoch"
      ? t("epochs {first} to {last}", { first, last })
      : t("iterations {first} to {last}", { first, last });
  }

  /** Zooms to a box, in shares of what is in sight; an axis without them stays as it is. */
  zoomTo(x: readonly [number, number] | null, y: readonly [number, number] | null): void {
    if (!this.plot || !this.isEnabled) return;
    const iterations = valuesAt(this.plot.x, x ?? [0, 1]);
    this.set({ iterations, losses: y ? valuesAt(this.plot.y, y) : (this.part?.losses ?? null) });
  }

  /** Shows all. */
  whole(): void {
    this.set(null);
  }

  /** @returns whether the key was used. */
  onKey(key: string): boolean {
    if (!this.isEnabled) return false;
    if (key === "0") this.set(null);
    else if (key === "+" || key === "=") this.scale(1 / 2);
    else if (key === "-") this.scale(2);
    else if (MOVES[key]) this.move(...MOVES[key]);
    else return false;
    return true;
  }

  /** Shows `factor` times as many iterations around the middle, and as much of the losses as the curves need. */
  private scale(factor: number): void {
    if (!this.plot) return;
    const iterations = valuesAt(this.plot.x, [0.5 - factor / 2, 0.5 + factor / 2]);
    this.set({ iterations, losses: null });
  }

  /** Moves by shares of what is in sight. Aside, the losses follow the curves; up and down, they are the person's. */
  private move(x: number, y: number): void {
    if (!this.plot || !this.part) return;
    if (y !== 0) {
      this.set({ ...this.part, losses: valuesAt(this.plot.y, [y, 1 + y]) });
      return;
    }
    // Stays within the iterations, with as many in sight.
    const [start, end] = [0, this.until].map(this.plot.x.share);
    const by = Math.max(Math.min(0, start), Math.min(x, Math.max(0, end - 1)));
    this.set({ iterations: valuesAt(this.plot.x, [by, 1 + by]), losses: null });
  }

  private set(part: PlotPart | null): void {
    this.part = part && this.fitted(part);
    this.onChange();
  }

  /** The nearest part that can be shown, or null if that is all. What is too small to be shown stays as it was. */
  private fitted({ iterations, losses }: PlotPart): PlotPart | null {
    const [from, to] = [Math.max(0, iterations[0]), Math.min(this.until, iterations[1])];
    if (!(to - from >= LEAST.iterations)) return this.part;
    if (losses && !(losses[1] - losses[0] > LEAST.losses * Math.abs(losses[1]))) return this.part;
    const all = from <= 0 && to >= this.until && losses === null;
    return all ? null : { iterations: [from, to], losses };
  }
}

function valuesAt({ value }: Scale, [from, to]: readonly [number, number]): [number, number] {
  return [value(from), value(to)];
}

const MOVES: Readonly<Record<string, readonly [x: number, y: number] | undefined>> = {
  ArrowLeft: [-MOVE, 0],
  ArrowRight: [MOVE, 0],
  ArrowUp: [0, MOVE],
  ArrowDown: [0, -MOVE],
};
