import type { Frame } from "factorlab/view";
import { element, setText } from "../dom";
import { t } from "../words";
import type { PlaneHost, PlaneSample } from "./host";
import type { FeaturePlaneView } from "./plane";

/** The most rows or columns whose arrows are drawn; more are no payload either. */
const MOST_ARROWS = 300;

/** The fold with the plane of features, which is loaded when it is first opened. */
export class PlaneFold {
  readonly node = element("details", { class: "factorlab-fold" });
  private readonly summary = element("summary");
  private readonly body = element("div");
  private plane: FeaturePlaneView | null = null;
  private loading = false;
  private disposed = false;
  private features: readonly number[] = [0, 1];
  private sample: PlaneSample | undefined;

  constructor(private readonly host: PlaneHost) {
    this.node.append(this.summary, this.body);
    this.node.addEventListener("toggle", () => host.draw());
    host.timeline.alter = (frame: Frame) => this.plane?.alter(frame) ?? frame;
  }

  /** Opens it on features, as an output of the plane does. */
  open(features: readonly number[], sample: PlaneSample | undefined): void {
    this.features = features;
    this.sample = sample;
    this.plane?.dispose();
    this.plane = null;
    this.node.open = true;
  }

  /** The features that are shown, across and up. */
  get shownFeatures(): readonly number[] {
    return this.plane?.shownFeatures ?? this.features;
  }

  /** The features that are shown where it is open; null where it is closed or still being loaded. */
  get openFeatures(): readonly number[] | null {
    return this.plane && this.node.open && !this.node.hidden ? this.shownFeatures : null;
  }

  show(): void {
    const { subject } = this.host.timeline;
    setText(this.summary, t("Plane of features"));
    // Means of blocks are no arrows of anybody.
    const { rows = 0, columns = 0, of } = subject?.data ?? {};
    this.node.hidden = !subject || of !== undefined || Math.max(rows, columns) > MOST_ARROWS;
    if (this.node.hidden || !this.node.open) return;
    if (this.plane) this.plane.show();
    else void this.load();
  }

  /** Lights what belongs to a cell, a row or a column of the matrices; null where there is none. */
  select(row: number | null, column: number | null): void {
    if (this.node.open) this.plane?.select(row, column);
  }

  dispose(): void {
    this.disposed = true;
    this.plane?.dispose();
  }

  private async load(): Promise<void> {
    if (this.loading) return;
    this.loading = true;
    try {
      const { FeaturePlaneView } = await import("./plane");
      if (this.disposed) return;
      this.plane = new FeaturePlaneView(this.host, this.features, this.sample);
      this.body.replaceChildren(this.plane.node);
      this.host.draw();
    } catch (error) {
      console.error(error);
      setText(this.body, t("Factorlab's view could not be loaded. Reload the page to try again."));
    } finally {
      this.loading = false;
    }
  }
}
