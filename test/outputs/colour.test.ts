import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { divergingColours, heatColours } from "../../src/view";
import type { CellColours, Palette, Theme } from "../../src/view";

/** The contrast ratio of a cell's text to its ground. @see WCAG 2.2 */
function contrast({ background, text }: CellColours): number {
  const [a, b] = [luminance(background), luminance(text)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const looks = (["blue", "viridis", "grey"] as const).flatMap((palette) =>
  (["light", "dark"] as const).map((theme) => ({ palette, theme })),
);

describe.each<{ palette: Palette; theme: Theme }>(looks)("$palette on $theme pages", ({ palette, theme }) => {
  const heat = (t: number): CellColours => heatColours(t, theme, palette);
  const diverging = (t: number): CellColours => divergingColours(t, theme, palette);
  const steps = Array.from({ length: 101 }, (_, k) => k / 100);

  it("keeps numbers legible on every shade: a contrast of 4.5 or more", () => {
    fc.assert(
      fc.property(fc.double({ min: -2, max: 2, noNaN: true }), (t) => {
        expect(contrast(heat(t))).toBeGreaterThanOrEqual(4.5);
        expect(contrast(diverging(t))).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it("differs from end to end, and stays at the ends beyond them", () => {
    expect(heat(0)).not.toEqual(heat(1));
    expect(heat(7)).toEqual(heat(1));
    expect(diverging(-7)).toEqual(diverging(-1));
    expect(heat(NaN)).toEqual(heat(0));
  });

  it("grows steadily lighter or darker, so that it needs no colour vision", () => {
    const lights = steps.map((t) => luminance(heat(t).background));
    const turned = lights[0] < lights[100] ? lights : lights.toReversed();
    turned.slice(1).forEach((light, k) => expect(light).toBeGreaterThanOrEqual(turned[k]));
  });

  it("shows the sign: below zero, zero and above have three different shades", () => {
    const shades = [-1, 0, 1].map((t) => diverging(t).background);
    expect(new Set(shades).size).toBe(3);
  });
});

it("without a palette, colours are blue", () => {
  expect(heatColours(0.3, "light")).toEqual(heatColours(0.3, "light", "blue"));
});
