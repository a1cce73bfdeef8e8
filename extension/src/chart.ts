import { element, setText } from "./dom";
import { loadPlotly } from "./host/charts";
import type { Plotly, Trace } from "./host/charts";

/** A chart as plotly takes it. All its values are our own or checked numbers; it holds no text of a payload. */
export interface ChartSpec {
  traces: readonly Trace[];
  layout: Readonly<Record<string, unknown>>;
}

const CONFIG = { displayModeBar: false, showTips: false };

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
      setText(this.stage, "The chart could not be drawn. Reload the page to try again.");
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
    this.drawn = true;
    const { traces, layout } = this.spec();
    this.plotly
      .react(this.stage, traces, { ...layout, width, height, autosize: false }, CONFIG)
      .then(() => this.onDrawn())
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
