import { element, setText } from "./dom";
import { loadPlotly } from "./plotly";
import type { Plotly, Trace } from "./plotly";

/** A chart as plotly takes it. Every value in it is ours or a checked number; no text of a payload goes in. */
export interface ChartSpec {
  traces: readonly Trace[];
  layout: Readonly<Record<string, unknown>>;
}

const CONFIG = { displayModeBar: false, showTips: false };

/** One plotly chart, as large as its node and drawn again when the node's size changes. */
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
  ) {
    this.node = element("div", { class: `factorlab-chart ${name}`, attributes: { role: "img" } });
    this.node.append(this.stage);
    this.resizes.observe(this.node);
  }

  /**
   * Draws the chart, or brings it up to date; fetches the library first where it is not there yet.
   * @param spec makes the chart once the node is on the page, where the theme's colours can be read.
   * @param label what a screen reader says of the chart.
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

  /** Reading the library takes several frames' time: it waits until what stands around the chart has been seen. */
  private async load(): Promise<void> {
    try {
      this.plotly = await loadPlotly();
      this.schedule();
    } catch (error) {
      console.error(error);
      setText(this.stage, "The chart could not be drawn. Reload the page to try again.");
    }
  }

  /**
   * With the next frame, once for all that changes until then; JupyterLab may be changing the page just now. The first
   * drawing waits as {@link load} does.
   */
  private schedule(): void {
    cancelAnimationFrame(this.frame);
    const render = (): void => this.render();
    this.frame = requestAnimationFrame(this.drawn ? render : () => this.afterPaint(render));
  }

  /** A node that is hidden has no size: it is drawn when it gets one. */
  private render(): void {
    const { clientWidth: width, clientHeight: height } = this.node;
    if (this.disposed || !this.plotly || !this.spec || width === 0 || height === 0) return;
    this.drawn = true;
    const { traces, layout } = this.spec();
    this.plotly
      .react(this.stage, traces, { ...layout, width, height, autosize: false }, CONFIG)
      .then(() => this.onDrawn())
      .catch((error: unknown) => console.error(error));
  }

  /** The second frame after this one begins once the first is on the screen. */
  private afterPaint(work: () => void): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.frame = requestAnimationFrame(work);
    });
  }
}
