import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anchorOf } from "../../extension/src/dials/anchor";

const room = [-6, 306] as const;

describe("the name of a point of the valley", () => {
  it("is centred below it where there is room", () => {
    expect(anchorOf(150, 60, room, [])).toBe("middle");
    expect(anchorOf(150, 60, room, [20, 300])).toBe("middle");
  });

  it("stands beside a line that leads past it", () => {
    expect(anchorOf(150, 60, room, [170])).toBe("end");
    expect(anchorOf(150, 60, room, [130])).toBe("start");
  });

  it("stays within the picture at its edges", () => {
    expect(anchorOf(2, 60, room, [])).toBe("start");
    expect(anchorOf(300, 60, room, [])).toBe("end");
    expect(anchorOf(2, 60, room, [40])).toBe("start");
  });

  it("is within its room wherever it fits at all, whatever leads past it", () => {
    const shares = { middle: -0.5, end: -1, start: 0 };
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 300, noNaN: true }),
        fc.double({ min: 10, max: 150, noNaN: true }),
        fc.array(fc.double({ min: 0, max: 300 })),
        (x, length, past) => {
          const left = x + shares[anchorOf(x, length, room, past)] * length;
          expect(left).toBeGreaterThanOrEqual(room[0]);
          expect(left + length).toBeLessThanOrEqual(room[1]);
        },
      ),
    );
  });
});
