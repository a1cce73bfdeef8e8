import type { Frame } from "factorlab/view";
import { LazyFold } from "../workbench/lazy-fold";
import { t } from "../words";
import type { PlaneHost, PlaneSample } from "./host";
import type { FeaturePlaneView } from "./plane";

/** The most rows or columns whose arrows are drawn; more are no payload either. */
const MOST_ARROWS = 300;

/** The fold with the plane of features, which is loaded when it is first opened. */
export class PlaneFold extends LazyFold<FeaturePlaneView> {
  private features: readonly number[] = [0, 1];
  private sample: PlaneSample | undefined;
  private before: FeaturePlaneView | null = null;

  constructor(private readonly host: PlaneHost) {
    super(() => host.draw());
    host.timeline.alter = (frame: Frame) => this.content?.alter(frame) ?? frame;
  }

  /** Opens it on features, as an output of the plane does. */
  open(features: readonly number[], sample: PlaneSample | undefined): void {
    this.features = features;
    this.sample = sample;
    this.openAnew();
  }

  /** Goes on with what was changed in another fold on the same factorization. */
  takeOver(other: PlaneFold): void {
    this.features = other.shownFeatures;
    this.sample = other.sample;
    this.before = other.content;
    this.openAs(other, other.content !== null);
  }

  /** The features that are shown, across and up. */
  get shownFeatures(): readonly number[] {
    return this.content?.shownFeatures ?? this.features;
  }

  /** The features that are shown where it is open; null where it is closed or still being loaded. */
  get openFeatures(): readonly number[] | null {
    return this.isShown ? this.shownFeatures : null;
  }

  /** Lights what belongs to a cell, a row or a column of the matrices; null where there is none. */
  select(row: number | null, column: number | null): void {
    if (this.node.open) this.content?.select(row, column);
  }

  /** Takes back all changes of the plane, as numbers that are turned begin with what is shown. */
  reset(): void {
    this.content?.reset();
  }

  protected title(): string {
    return t("Plane of features");
  }

  protected fits(): boolean {
    const { subject } = this.host.timeline;
    // Means of blocks are no arrows of anybody.
    const { rows = 0, columns = 0, of } = subject?.data ?? {};
    return subject !== null && of === undefined && Math.max(rows, columns) <= MOST_ARROWS;
  }

  protected async load(): Promise<FeaturePlaneView> {
    const { FeaturePlaneView } = await import("./plane");
    const { before } = this;
    this.before = null;
    return new FeaturePlaneView(this.host, this.features, this.sample, before);
  }
}
