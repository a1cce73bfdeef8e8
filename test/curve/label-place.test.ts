import { describe, expect, it } from "vitest";
import { labelPlace } from "../../extension/src/views/curve/label-place";

const label = { width: 100, height: 14 };
const plot = { width: 600, height: 160 };
const level = (y: number): { x: number; y: number }[] => [0, 1].map((x) => ({ x, y }));

describe("the label of a best iteration", () => {
  it("stands at the right, below, where no curve is", () => {
    expect(labelPlace({ x: 0.5, y: 0.5 }, label, plot, [level(0.5)])).toEqual({
      place: "right below",
      cost: 0,
    });
  });

  it("stands above a curve that is right below", () => {
    expect(labelPlace({ x: 0.5, y: 0.5 }, label, plot, [level(0.4)]).place).toBe("right above");
  });

  it("stays in the plot: at its right edge it stands at the left, at its lower one above", () => {
    expect(labelPlace({ x: 0.95, y: 0.5 }, label, plot, []).place).toBe("left below");
    expect(labelPlace({ x: 0.5, y: 0.05 }, label, plot, []).place).toBe("right above");
    expect(labelPlace({ x: 0.6, y: 0.5 }, label, { width: 200, height: 160 }, []).place).toBe("left below");
  });

  it("is crossed least where each place is crossed, and says how much", () => {
    const steep = [
      { x: 0.55, y: 0 },
      { x: 0.56, y: 1 },
    ];
    const narrow = { width: 150, height: 160 };
    const { place, cost } = labelPlace({ x: 0.5, y: 0.5 }, label, narrow, [level(0.42), level(0.58), steep]);
    expect(place).toMatch(/below|above/);
    expect(cost).toBeGreaterThan(0);
    expect(labelPlace({ x: 0.5, y: 0.5 }, { ...label, width: 20 }, plot, [steep]).cost).toBe(0);
  });
});
