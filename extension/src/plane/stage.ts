import { LabelPlaces, nameReach } from "factorlab/view";
import type { LabelPlace } from "factorlab/view";
import { element, replaceChildren } from "../dom";
import { svgElement } from "../views/svg-element";
import { Mark, set } from "./mark";
import type { MarkKind, Place } from "./mark";

/** What a stage shows. */
export interface Scene {
  /** From the one that is drawn on top and named first to the last. */
  readonly points: readonly { readonly kind: MarkKind; readonly name: string; readonly at: Place }[];
  /** Where arrows and axes begin; null for points alone. */
  readonly origin: Place | null;
  readonly width: number;
  readonly height: number;
}

/** Receives what happens on a stage. */
export interface StageHost {
  /** The width is another one: the scene has to be shown again. */
  onResize(): void;
  /** The pointer has reached a point; −1 where it has left all of them. */
  onPoint(index: number): void;
  /** A key was pressed. @returns whether it was used. */
  onKey(event: KeyboardEvent): boolean;
  /** A point is dragged to a place, and at last left there. Without it nothing can be dragged. */
  onDrag?(index: number, place: Place, done: boolean): void;
  onBlur?(): void;
}

/** A point counts as pointed at within this distance, in pixels. */
const NEAR = 20;
/** How far the name of a point that has no place is led away while it is lit. */
const LIT_REACH = 90;

/** Milliseconds without a movement after which names look for new places; until then each goes with its point. */
const REST = 120;

/** A picture of points with names and, for the plane of features, their arrows. */
export class PlaneStage {
  readonly node = element("div", {
    class: "factorlab-map",
    attributes: { tabindex: "0", role: "group", "data-lm-suppress-shortcuts": "true" },
  });
  private readonly picture = svgElement("svg", { "aria-hidden": "true" });
  private readonly axes = [svgElement("line"), svgElement("line")];
  private readonly arrows = svgElement("g");
  private readonly shade = svgElement("line", { class: "factorlab-plane-shadow" });
  private readonly drop = svgElement("line", { class: "factorlab-plane-drop" });
  private readonly names = svgElement("g");
  private readonly resizes: ResizeObserver;
  /** The width that it has on the page; asking the node would lay the page out anew with each frame. */
  width = 0;
  private marks: Mark[] = [];
  private places: readonly (LabelPlace | null)[] = [];
  private scene: Scene | null = null;
  private lit: readonly number[] = [];
  private dragged = -1;
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: StageHost) {
    for (const axis of this.axes) axis.classList.add("factorlab-plane-axis");
    for (const part of [...this.axes, this.arrows, this.drop, this.shade, this.names])
      this.picture.append(part);
    this.node.append(this.picture);
    this.throwShadow(null);
    this.resizes = new ResizeObserver(([entry]) => {
      this.width = Math.floor(entry.contentRect.width);
      host.onResize();
    });
    this.resizes.observe(this.node);
    this.node.addEventListener("pointermove", (event) => this.onMove(event));
    this.node.addEventListener("pointerdown", (event) => this.onDown(event));
    for (const end of ["pointerup", "pointercancel"] as const)
      this.node.addEventListener(end, (event) => this.onUp(event));
    this.node.addEventListener("pointerleave", () => this.dragged < 0 && host.onPoint(-1));
    this.node.addEventListener("blur", () => host.onBlur?.());
    this.node.addEventListener("keydown", (event) => {
      if (!host.onKey(event)) return;
      event.preventDefault();
      // The notebook around the stage uses these keys, too.
      event.stopPropagation();
    });
  }

  /** Whether each point has a place for its name. */
  get namesAll(): boolean {
    return this.places.every((place) => place !== null);
  }

  show(scene: Scene): void {
    const { points, origin, width, height } = scene;
    const before = this.scene;
    const isSame = sameMarks(this.marks, points);
    const isMoved = isSame && before?.width === width && before.height === height;
    if (!isSame) this.build(points);
    this.scene = scene;
    set(this.picture, { width, height, viewBox: `0 0 ${width} ${height}` });
    this.node.style.height = `${height}px`;
    this.node.toggleAttribute("data-draggable", this.host.onDrag !== undefined);
    this.node.toggleAttribute("data-crowded", nameReach(points.length) === 0);
    this.drawAxes(origin, width, height);
    points.forEach(({ at }, k) => this.marks[k].move(at, origin));
    clearTimeout(this.rest);
    if (isMoved) {
      this.carryNames(before.points);
      this.rest = setTimeout(() => this.placeNames(), REST);
    } else this.placeNames();
  }

  /** Lights points, and writes their names. Those that have no place get one that covers nothing, if there is any. */
  light(lit: readonly number[]): void {
    for (const k of this.lit) {
      this.marks[k]?.light(false);
      if (this.places[k] === null) this.marks[k]?.write(null);
    }
    this.lit = lit.filter((k) => k < this.marks.length);
    for (const k of this.lit) {
      this.marks[k].light(true);
      if (this.places[k] === null) this.marks[k].write(this.freePlace(k));
    }
  }

  /** Draws the shadow that one point throws on the line through another: from the origin to its foot. */
  throwShadow(lines: { from: Place; foot: Place } | null): void {
    for (const line of [this.shade, this.drop]) line.toggleAttribute("data-hidden", lines === null);
    const origin = this.scene?.origin;
    if (!lines || !origin) return;
    const { from, foot } = lines;
    set(this.shade, { x1: origin[0], y1: origin[1], x2: foot[0], y2: foot[1] });
    set(this.drop, { x1: from[0], y1: from[1], x2: foot[0], y2: foot[1] });
  }

  dispose(): void {
    clearTimeout(this.rest);
    this.resizes.disconnect();
  }

  /** Finds a place for each name, which takes as long as a frame where there are many. */
  private placeNames(): void {
    const { points, origin, width, height } = this.scene!;
    const named = points.map(({ name, at: [x, y] }) => ({ name, x, y }));
    const room = { width, height, reach: nameReach(named.length), ...(origin ? { from: origin } : {}) };
    this.write(new LabelPlaces(named, room).all());
  }

  /** Moves each name with its point. @param before the points where they were. */
  private carryNames(before: Scene["points"]): void {
    const { points } = this.scene!;
    const carried = this.places.map((place, k) => {
      const [from, to] = [before[k].at, points[k].at];
      return place && { ...place, x: place.x + to[0] - from[0], y: place.y + to[1] - from[1] };
    });
    this.write(carried);
  }

  private write(places: readonly (LabelPlace | null)[]): void {
    this.places = places;
    this.marks.forEach((mark, k) => mark.write(places[k]));
    this.light(this.lit);
  }

  private build(points: Scene["points"]): void {
    this.marks = points.map(({ kind, name }) => new Mark(kind, name));
    this.lit = [];
    replaceChildren(this.arrows, this.marks.map(({ node }) => node).reverse());
    replaceChildren(
      this.names,
      this.marks.map(({ label }) => label),
    );
  }

  private drawAxes(origin: Place | null, width: number, height: number): void {
    for (const axis of this.axes) axis.toggleAttribute("data-hidden", origin === null);
    if (!origin) return;
    set(this.axes[0], { x1: 0, y1: origin[1], x2: width, y2: origin[1] });
    set(this.axes[1], { x1: origin[0], y1: 0, x2: origin[0], y2: height });
  }

  private freePlace(k: number): LabelPlace | null {
    const { points, width, height } = this.scene!;
    const named = points.map(({ name, at: [x, y] }) => ({ name, x, y }));
    return new LabelPlaces(named, { width, height }).beside(k, this.places, LIT_REACH);
  }

  private onMove(event: PointerEvent): void {
    const place = this.placeOf(event);
    if (this.dragged >= 0) this.host.onDrag?.(this.dragged, place, false);
    else this.host.onPoint(this.nearest(place));
  }

  private onDown(event: PointerEvent): void {
    const index = this.nearest(this.placeOf(event));
    if (index < 0 || event.button !== 0) return;
    this.host.onPoint(index);
    if (!this.host.onDrag) return;
    this.dragged = index;
    this.node.setPointerCapture(event.pointerId);
    this.node.toggleAttribute("data-dragging", true);
  }

  private onUp(event: PointerEvent): void {
    const { dragged } = this;
    if (dragged < 0) return;
    this.dragged = -1;
    this.node.toggleAttribute("data-dragging", false);
    this.host.onDrag?.(dragged, this.placeOf(event), true);
  }

  /** Where the pointer is, within the picture. */
  private placeOf({ clientX, clientY }: PointerEvent): Place {
    const { left, top } = this.picture.getBoundingClientRect();
    const { width = 0, height = 0 } = this.scene ?? {};
    return [Math.max(0, Math.min(width, clientX - left)), Math.max(0, Math.min(height, clientY - top))];
  }

  private nearest([x, y]: Place): number {
    let [best, least] = [-1, NEAR ** 2];
    this.scene?.points.forEach(({ at }, k) => {
      const distance = (at[0] - x) ** 2 + (at[1] - y) ** 2;
      if (distance < least) [best, least] = [k, distance];
    });
    return best;
  }
}

function sameMarks(marks: readonly Mark[], points: Scene["points"]): boolean {
  return (
    marks.length === points.length &&
    points.every(({ kind, name }, k) => marks[k].kind === kind && marks[k].name === name)
  );
}
