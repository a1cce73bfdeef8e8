import { describe, expect, it } from "vitest";
import { cellColours, equationScales, factorizationPanels } from "../../src/view";
import type { CellsPayload, EquationScales, MatrixPayload, Panel } from "../../src/view";
import { panelHtml } from "../../src/outputs/html-panel";
import { OF_HTML } from "../../src/outputs/detail";
import { drawPanel } from "../../src/outputs/svg-panel";

const data: CellsPayload = { rows: 2, columns: 2, values: [1, 2, 3, null] };
const L: MatrixPayload = { rows: 2, columns: 1, values: [1, 2] };
const U: MatrixPayload = { rows: 1, columns: 2, values: [1, 2] };

const named = (panels: Panel[], name: string): Panel => panels.find((panel) => panel.name === name)!;

describe("the panels of an equation", () => {
  it("mark what is a prediction, and leave its error unknown", () => {
    const panels = factorizationPanels({ data, L, U });
    expect(panels.map((panel) => panel.name)).toEqual(["L", "U", "L·U", "data", "error"]);
    expect(named(panels, "L·U").predicted).toEqual([false, false, false, true]);
    expect(named(panels, "error").matrix.values).toEqual([0, 0, 1, null]);
  });

  it("end with what changed, centred at zero", () => {
    const change: MatrixPayload = { rows: 2, columns: 2, values: [0, 0.1, -0.1, 0] };
    const last = factorizationPanels({ data, L, U, change }).at(-1)!;
    expect(last).toMatchObject({ name: "change", matrix: change });
    expect(cellColours(last.scale, 0, "light")).not.toEqual(cellColours(last.scale, 0.1, "light"));
    expect(cellColours(last.scale, 0.1, "light")).not.toEqual(cellColours(last.scale, -0.1, "light"));
  });

  it("keep a number's colour from state to state where the scales are given", () => {
    const states = [
      { L: [1, 2], U: [1, 2] },
      { L: [0, 0], U: [5, 9] },
    ];
    const scales = equationScales(data, states);
    expect(scales).toEqual({ factors: [0, 9], data: [0, 4], error: 3 });
    const shades = states.map(({ L: l, U: u }) => {
      const parts = { data, L: { ...L, values: l }, U: { ...U, values: u }, scales };
      return factorizationPanels(parts).map((panel) => cellColours(panel.scale, 1, "light").background);
    });
    expect(shades[0]).toEqual(shades[1]);
  });

  it("use the whole ramp for their numbers where no scales are given", () => {
    const [ofL] = factorizationPanels({ data, L, U });
    const [ofLarger] = factorizationPanels({ data, L: { ...L, values: [1, 50] }, U });
    expect(cellColours(ofL.scale, 2, "light")).toEqual(cellColours(ofLarger.scale, 50, "light"));
  });

  it("tell a factor's sign by its colour, whatever the other numbers are", () => {
    const colour = (values: number[], value: number, scales?: EquationScales): string => {
      const [ofL] = factorizationPanels({ data, L: { ...L, values }, U, ...(scales ? { scales } : {}) });
      return cellColours(ofL.scale, value, "light").background;
    };
    const zero = colour([1, 2], 0);
    for (const values of [
      [1, 2],
      [-1, 2],
      [-2, 1],
      [-2, -1],
    ]) {
      // prettier-ignore
      const scales = equationScales(data, [{ L: values, U: [1, 2] }]);
      for (const given of [undefined, scales]) {
        expect(colour(values, 0, given), `zero beside ${values.join(" and ")}`).toBe(zero);
        expect(colour(values, 2, given), `two beside ${values.join(" and ")}`).toBe(colour([1, 2], 2));
      }
    }
  });

  it("give a cell of the data one colour, whatever the factors are, and L·U the same for the same number", () => {
    const shades = [
      [1, 2],
      [-9, 40],
      [0, 0],
    ].map((values) => {
      // prettier-ignore
      const panels = factorizationPanels({ data, L: { ...L, values }, U });
      return ["data", "L·U"].map((name) => cellColours(named(panels, name).scale, 2, "light").background);
    });
    expect(new Set(shades.flat()).size).toBe(1);
  });

  it("mark predictions beyond all that is known, in still pictures too", () => {
    const [above, inside, below] = [3.1, 1.5, -4].map((u) =>
      factorizationPanels({ data, L: { ...L, values: [1, 1] }, U: { ...U, values: [1, u] } }),
    );
    expect(named(above, "L·U").beyond).toEqual([null, null, null, "above"]);
    expect(named(inside, "L·U").beyond).toEqual([null, null, null, null]);
    expect(named(below, "L·U").beyond).toEqual([null, null, null, "below"]);
    expect(panelHtml(named(above, "L·U"), true)).toContain("3.10▲");
    expect(drawPanel(named(below, "L·U"), true, OF_HTML).markup).toContain("−4.00▼");
  });
});
