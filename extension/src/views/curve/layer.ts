import { element } from "../../dom";
import { svgElement } from "../svg-element";
import { PLOT_MARGIN, SQUARE } from "./plot";
import type { Point } from "./plot";

/** Makes an element that covers the plot without its margin; positions in it are percentages. */
export function plotLayer(name: string): HTMLElement {
  const node = element("div", { class: `factorlab-overlay ${name}` });
  const { top, right, bottom, left } = PLOT_MARGIN;
  node.style.inset = `${top}px ${right}px ${bottom}px ${left}px`;
  return node;
}

/** Makes a square picture that is stretched over its layer; its lines keep their width. */
export function stretchedSvg(): SVGSVGElement {
  return svgElement("svg", {
    viewBox: `0 0 ${SQUARE} ${SQUARE}`,
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  });
}

export interface Stroke {
  colour: string;
  width?: number;
  dash?: string;
  opacity?: number;
}

/** Makes a line for a {@link stretchedSvg}. */
export function strokePath(
  d: string,
  { colour, width = 2, dash = "none", opacity = 1 }: Stroke,
): SVGPathElement {
  return svgElement("path", {
    d,
    opacity,
    fill: "none",
    stroke: colour,
    "stroke-width": width,
    "stroke-dasharray": dash,
    "stroke-linejoin": "round",
    "vector-effect": "non-scaling-stroke",
  });
}

/** Moves an element to a point of its layer. */
export function moveTo(node: HTMLElement, { x, y }: Point): void {
  node.style.left = `${100 * x}%`;
  node.style.top = `${100 * (1 - y)}%`;
}
