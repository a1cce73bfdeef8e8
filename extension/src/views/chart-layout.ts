import type { ChartStyle } from "../theme";

/** Transparent, so that the chart has the page's background, which JupyterLab colours. */
export const TRANSPARENT = { paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)" };

/** The label under the pointer, in the theme's colours. */
export function hoverLabel({ font, ink, surface, grid }: ChartStyle): Record<string, unknown> {
  return { bgcolor: surface, bordercolor: grid, font: { family: font, size: 12, color: ink }, align: "left" };
}
