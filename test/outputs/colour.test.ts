import { describe, expect, it } from "vitest";
import { divergingColours, heatColours } from "../../src";
import type { CellColours, Theme } from "../../src";

/** The contrast ratio of a cell's text to its ground. @see WCAG 2.2 */
function contrast({ background, text }: CellColours): number {
  const [a, b] = [background, text].map((hex) => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const part = parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  });
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

describe.each<Theme>(["light", "dark"])("colours of the %s theme", (theme) => {
  const steps = Array.from({ length: 101 }, (_, k) => k / 100);

  it("keep numbers legible on every shade: a contrast of 4.5 or more", () => {
    for (const t of steps) {
      expect(contrast(heatColours(t, theme))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(divergingColours(2 * t - 1, theme))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("differ from end to end, and stay at the ends beyond them", () => {
    expect(heatColours(0, theme)).not.toEqual(heatColours(1, theme));
    expect(heatColours(7, theme)).toEqual(heatColours(1, theme));
    expect(divergingColours(-7, theme)).toEqual(divergingColours(-1, theme));
    expect(heatColours(NaN, theme)).toEqual(heatColours(0, theme));
  });
});
