import type { Locator } from "@playwright/test";

export interface DrawnCell {
  text: string;
  value: number;
  background: string;
  ink: string;
}

/** The cells of a matrix as the page shows them, row by row, once it shows them. */
export async function cellsOf(output: Locator, panel: string): Promise<DrawnCell[][]> {
  const rows = output.locator(`[data-panel="${panel}"] tbody tr`);
  await rows.first().waitFor();
  return rows.evaluateAll((rows) =>
    rows.map((row) =>
      Array.from(row.querySelectorAll("td"), (cell) => {
        const style = getComputedStyle(cell);
        return {
          text: cell.textContent ?? "",
          value: Number(cell.dataset.value),
          background: style.backgroundColor,
          ink: style.color,
        };
      }),
    ),
  );
}

export function valuesOf(cells: DrawnCell[][]): number[][] {
  return cells.map((row) => row.map((cell) => cell.value));
}

/** The loss curves: the colour of each, how many points its path has and how large it is on the page. */
export async function curvesOf(
  output: Locator,
): Promise<{ stroke: string; points: number; width: number; height: number }[]> {
  const curves = output.locator(".factorlab-loss path:is(.js-line, .factorlab-line)");
  await curves.first().waitFor();
  return curves.evaluateAll((paths) =>
    paths.map((path) => {
      const { width, height } = path.getBoundingClientRect();
      const points = (path.getAttribute("d") ?? "").split(/[MLHVC]/).length - 1;
      return { stroke: getComputedStyle(path).stroke, points, width, height };
    }),
  );
}

/** The colour behind a view: that of the nearest element around it that has one. */
export function paperOf(view: Locator): Promise<string> {
  return view.evaluate((node) => {
    let colour = "rgba(0, 0, 0, 0)";
    for (let at: Element | null = node; at && colour === "rgba(0, 0, 0, 0)"; at = at.parentElement) {
      colour = getComputedStyle(at).backgroundColor;
    }
    return colour;
  });
}

/** How well an ink reads on a background, 1 to 21. @see WCAG 2.2, contrast ratio */
export function contrast({ background, ink }: DrawnCell): number {
  const [dark, light] = [luminance(background), luminance(ink)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The relative luminance of a colour as computed styles write it, `rgb(…)`. */
export function luminance(colour: string): number {
  const [r, g, b] = (colour.match(/[\d.]+/g) ?? []).map((channel) => {
    const c = Number(channel) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** How many pixels a box holds beyond its edge, which scrolling alone would show. */
export function beyondEdge(box: Locator): Promise<number> {
  return box.evaluate((node) => node.scrollWidth - node.clientWidth);
}
