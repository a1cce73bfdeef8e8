import { planeArrows, planeExtent, PlaneScale, shadowOf } from "factorlab/view";
import type { PlaneArrow, PlaneExtent, PlaneFeatures, PlaneParts, PlanePoint } from "factorlab/view";
import type { Place } from "./mark";
import { PlaneStage } from "./stage";
import type { StageHost } from "./stage";

/** The shape of the picture, its height in pixels, so low that the matrices are in sight below it, and that of one feature. */
const SHAPE = { share: 0.64, least: 220, most: 360, line: 140 };

/** The arrows of a factorization on a stage. */
export class PlanePicture {
  readonly stage: PlaneStage;
  arrows: readonly PlaneArrow[] = [];
  private extent: PlaneExtent = planeExtent([]);
  private scale = new PlaneScale(this.extent, 1, 1);

  constructor(host: StageHost) {
    this.stage = new PlaneStage(host);
  }

  /**
   * @param around further points that have to be in the picture, such as those of other states of the training; null
   * where it stays as it is, so that nothing moves under the pointer.
   */
  show(parts: PlaneParts, features: PlaneFeatures, around: readonly PlanePoint[] | null): void {
    const { width } = this.stage;
    if (width === 0) return;
    const height = features.length > 1 ? heightFor(width) : SHAPE.line;
    this.arrows = planeArrows(parts, features);
    if (around) this.extent = planeExtent([...around, ...this.arrows.map(({ tip }) => tip)]);
    this.scale = new PlaneScale(this.extent, width, height);
    const points = this.arrows.map(({ kind, name, tip }) => ({ kind, name, at: this.scale.place(tip) }));
    this.stage.show({ points, origin: this.scale.place([0, 0]), width, height });
  }

  /** Lights a row and a column, and draws the shadow that the row throws on the column. */
  light(row: PlaneArrow | undefined, column: PlaneArrow | undefined): void {
    const lit = [row, column].flatMap((arrow) => (arrow ? [this.arrows.indexOf(arrow)] : []));
    this.stage.light(lit.filter((index) => index >= 0));
    const foot = row && column && shadowOf(row.tip, column.tip).foot;
    this.stage.throwShadow(foot ? { from: this.scale.place(row.tip), foot: this.scale.place(foot) } : null);
  }

  find(kind: PlaneArrow["kind"], index: number): PlaneArrow | undefined {
    return this.arrows.find((arrow) => arrow.kind === kind && arrow.index === index);
  }

  /** The point of the plane at a place of the picture. */
  point(place: Place): PlanePoint {
    return this.scale.point(place);
  }

  /** How far a key moves an arrow. */
  get step(): number {
    return 10 / this.scale.scale;
  }
}

function heightFor(width: number): number {
  return Math.round(Math.max(SHAPE.least, Math.min(SHAPE.most, SHAPE.share * width)));
}
