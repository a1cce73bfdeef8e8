import { svgElement } from "../svg-element";

/** Drawn on a grid of 16 pixels. */
const PATHS = {
  play: "M4.5 2.8v10.4a.6.6 0 0 0 .9.5l8.3-5.2a.6.6 0 0 0 0-1L5.4 2.3a.6.6 0 0 0-.9.5z",
  pause: "M4 2.5h2.6v11H4zM9.4 2.5H12v11H9.4z",
  back: "M10.2 3.2L5.4 8l4.8 4.8",
  forward: "M5.8 3.2L10.6 8l-4.8 4.8",
} as const;

export type IconName = keyof typeof PATHS;

/** Makes an icon in the colour of its button's text; the button has the name. */
export function icon(name: IconName): SVGSVGElement {
  const line = name === "back" || name === "forward";
  const picture = svgElement("svg", {
    ...{ width: 14, height: 14, viewBox: "0 0 16 16", "aria-hidden": "true" },
    ...{ fill: line ? "none" : "currentcolor", stroke: line ? "currentcolor" : "none" },
    ...{ "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round" },
  });
  picture.append(svgElement("path", { d: PATHS[name] }));
  return picture;
}
