import { arrowHead, cutText, leaderLine, LONGEST_NAME } from "factorlab/view";
import type { LabelPlace } from "factorlab/view";
import { svgElement } from "../views/svg-element";

/** A place of a picture, in pixels from its left and its top. */
export type Place = readonly [x: number, y: number];

/** What a point of the stage is: an arrow of a row, an arrow of a column, or a point alone. */
export type MarkKind = "row" | "column" | "point";

/** A point of the stage with its name, and the arrow that leads to it. */
export class Mark {
  readonly node = svgElement("g");
  /** Names lie above all arrows. */
  readonly label = svgElement("g");
  private readonly shaft = svgElement("line", { class: "factorlab-plane-shaft" });
  private readonly dot = svgElement("circle", { r: 3.5 });
  private readonly head = svgElement("polygon");
  private readonly text = svgElement("text");
  private readonly leader = svgElement("line", { class: "factorlab-plane-leader" });
  private at: Place = [0, 0];

  constructor(
    readonly kind: MarkKind,
    readonly name: string,
  ) {
    for (const node of [this.node, this.label]) node.dataset.kind = kind;
    if (kind !== "point") this.node.append(this.shaft);
    this.node.append(this.dot);
    if (kind === "column") this.node.append(this.head);
    this.text.textContent = cutText(name, LONGEST_NAME);
    this.label.append(this.leader, this.text);
  }

  /** Moves it. @param origin where its arrow begins; null where there are no arrows. */
  move(at: Place, origin: Place | null): void {
    this.at = at;
    set(this.dot, { cx: at[0], cy: at[1] });
    if (!origin || this.kind === "point") return;
    set(this.shaft, { x1: origin[0], y1: origin[1], x2: at[0], y2: at[1] });
    if (this.kind !== "column") return;
    const head = arrowHead(origin, at);
    set(this.head, { points: head });
    this.dot.toggleAttribute("data-covered", head !== "");
  }

  /** Writes its name at a place; null leaves it out. */
  write(place: LabelPlace | null): void {
    this.label.toggleAttribute("data-hidden", place === null);
    if (!place) return;
    set(this.text, { x: place.x, y: place.y, "text-anchor": place.anchor });
    this.leader.toggleAttribute("data-hidden", !place.far);
    if (place.far) set(this.leader, { ...leaderLine({ x: this.at[0], y: this.at[1] }, place) });
  }

  light(lit: boolean): void {
    for (const node of [this.node, this.label]) node.classList.toggle("factorlab-lit-point", lit);
  }
}

/** Sets attributes; numbers to tenths of a pixel, so that little is written in each frame. */
export function set(node: SVGElement, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    const text = typeof value === "number" ? String(Math.round(value * 10) / 10) : value;
    if (node.getAttribute(name) !== text) node.setAttribute(name, text);
  }
}
