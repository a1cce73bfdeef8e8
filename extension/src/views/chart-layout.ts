import type { ChartStyle } from "../theme";

/** The page shows through: what is behind a chart is JupyterLab's to colour. */
export const TRANSPARENT = { paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)" };

/** The label under the pointer, in the theme's colours. */
export function hoverLabel({ font, ink, surface, grid }: ChartStyle): Record<string, unknown> {
  return { bgcolor: surface, bordercolor: grid, font: { family: font, size: 12, color: ink }, align: "left" };
}
