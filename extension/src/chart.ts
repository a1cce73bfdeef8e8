import { element, setText } from "./dom";
import { loadPlotly } from "./host/charts";
import type { Plotly, PlotlyNode, Trace } from "./host/charts";
import { t } from "./words";

/** A chart as plotly takes it. All its values are our own or checked numbers; it holds no text of a payload. */
export interface ChartSpec {
  traces: readonly Trace[];
  layout: Readonly<Record<string, unknown>>;
}

/** Hears what a person does with a chart whose `dragmode` is `"zoom"`. Its axes go from 0 to 1. */
export interface ChartListener {
  /** A box was dragged, or the chart was dragged with Shift. Null is for an axis that stays as it is. */
  onBox(x: readonly [number, number] | null, y: readonly [number, number] | null): void;
  /** The chart is being dragged with Shift, and layers over it no longer agree with it. */
  onMoving(): void;
  onDoubleClick(): void;
}

/** The listener decides what a gesture does; plotly's own scale handles at the axes would bypass it. */
const CONFIG = { displayModeBar: false, showTips: false, doubleClick: false, showAxisDragHandles: false };

/** One plotly chart, as large as its node; it is drawn again when the node's size changes. */
export class Chart {
  readonly node: HTMLElement;
  private readonly stage = element("div", { class: "factorlab-stage" });
  private readonly resizes = new ResizeObserver(() => this.render());
  private plotly: Plotly | null = null;
  private spec: (() => ChartSpec) | null = null;
  private frame = 0;
  private disposed = false;
  private drawn = false;

  /** @param onDrawn is called each time the chart has been drawn. */
  constructor(
    name: string,
    private readonly onDrawn: () => void = () => undefined,
    private readonly listener: ChartListener | null = null,
  ) {
    this.node = element("div", { class: `factorlab-chart ${name}`, attributes: { role: "img" } });
    this.node.append(this.stage);
    this.resizes.observe(this.node);
  }

  /**
   * Draws the chart, or updates it; fetches the library first if it is not there yet.
   * @param spec makes the chart once the node is on the page, where the theme's colours can be read.
   * @param label the chart's description for screen readers.
   */
  draw(spec: () => ChartSpec, label: string): void {
    this.spec = spec;
    this.node.setAttribute("aria-label", label);
    if (this.plotly) this.schedule();
    else this.afterPaint(() => void this.load());
  }

  dispose(): void {
    this.disposed = true;
    cancelAnimationFrame(this.frame);
    this.resizes.disconnect();
    this.plotly?.purge(this.stage);
  }

  /** Evaluating the library takes as long as several frames, so it waits until the rest of the view has been painted. */
  private async load(): Promise<void> {
    try {
      this.plotly = await loadPlotly();
      this.schedule();
    } catch (error) {
      console.error(error);
      setText(this.stage, t("The chart could not be drawn. Reload the page to try again."));
    }
  }

  /**
   * Draws with the next frame, once for all changes until then, since the host may still be changing the page. The
   * first drawing waits for a paint, as {@link load} does.
   */
  private schedule(): void {
    cancelAnimationFrame(this.frame);
    const render = (): void => this.render();
    this.frame = requestAnimationFrame(this.drawn ? render : () => this.afterPaint(render));
  }

  /** Draws nothing while the node is hidden and so has no size; a new size draws it. */
  private render(): void {
    const { clientWidth: width, clientHeight: height } = this.node;
    if (this.disposed || !this.plotly || !this.spec || width === 0 || height === 0) return;
    const first = !this.drawn;
    this.drawn = true;
    const { traces, layout } = this.spec();
    this.plotly
      .react(this.stage, traces, { ...layout, width, height, autosize: false }, CONFIG)
      .then((node) => {
        if (first && this.listener) listen(node, this.listener);
        this.onDrawn();
      })
      .catch((error: unknown) => console.error(error));
  }

  /** Runs `work` in the second frame from now, which begins when the first is on the screen. */
  private afterPaint(work: () => void): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.frame = requestAnimationFrame(work);
    });
  }
}

function listen(node: PlotlyNode, listener: ChartListener): void {
  node.on("plotly_relayout", (data) => {
    const [x, y] = ["xaxis", "yaxis"].map((axis) => rangeOf(data, axis));
    if (x || y) listener.onBox(x, y);
  });
  node.on("plotly_relayouting", (data) => {
    const x = rangeOf(data, "xaxis");
    if (x && Math.abs(x[1] - x[0] - 1) < 1e-9) listener.onMoving();
  });
  node.on("plotly_doubleclick", () => listener.onDoubleClick());
}

function rangeOf(data: Readonly<Record<string, unknown>> | null, axis: string): [number, number] | null {
  const [from, to] = [0, 1].map((end) => data?.[`${axis}.range[${end}]`]);
  return typeof from === "number" && typeof to === "number" ? [from, to] : null;
}
