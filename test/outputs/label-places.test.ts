import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LabelPlaces } from "../../src/view";
import type { LabelPlace, NamedPoint } from "../../src/view";

const WIDTH = 400;
const HEIGHT = 300;
const room = { width: WIDTH, height: HEIGHT };

const anyPoints = fc.array(
  fc.record({
    x: fc.double({ min: 0, max: WIDTH, noNaN: true }),
    y: fc.double({ min: 0, max: HEIGHT, noNaN: true }),
    name: fc.string({ maxLength: 14 }),
  }),
  { maxLength: 30 },
);

const place = (points: NamedPoint[], more: object = {}): (LabelPlace | null)[] =>
  new LabelPlaces(points, { ...room, ...more }).all();

/** The box of a name, at least: letters are no narrower than 5 pixels, and 10 pixels high. */
function boxOf(
  { x, y, anchor }: LabelPlace,
  name: string,
): { left: number; right: number; top: number; bottom: number } {
  const length = 5 * name.length;
  const left = { start: x, middle: x - length / 2, end: x - length }[anchor];
  return { left, right: left + length, top: y - 9, bottom: y + 1 };
}

describe("names of points", () => {
  test("are nearest to their own points, where there is room for lines", () => {
    const near = [
      { x: 372, y: 150, name: "Tea & Toast" },
      { x: 355.4, y: 150, name: "Beside another film" },
    ];
    const places = place(near, { reach: 150 });
    near.forEach((point, k) => {
      const { left, right, top, bottom } = boxOf(places[k]!, point.name);
      const distance = ({ x, y }: NamedPoint): number =>
        Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
      // A line leads to a name that is farther away.
      if (places[k]!.far) return;
      for (const other of near) expect(distance(other)).toBeGreaterThanOrEqual(distance(point));
    });
  });

  test("cover no other name, no point and no edge, with lines and without", () => {
    fc.assert(
      fc.property(anyPoints, fc.constantFrom(0, 150), (points, reach) => {
        const places = place(points, { reach });
        const boxes = places.flatMap((found, k) => (found ? [boxOf(found, points[k].name)] : []));
        boxes.forEach((a, k) => {
          expect(a.left >= -1 && a.right <= WIDTH + 1 && a.top >= 0 && a.bottom <= HEIGHT).toBe(true);
          for (const b of boxes.slice(k + 1))
            expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
          for (const { x, y } of points)
            expect(x > a.left && x < a.right && y > a.top && y < a.bottom).toBe(false);
        });
      }),
    );
  });

  test("of twelve films that lie close together are all written, by lines where there is no room", () => {
    const points = Array.from({ length: 12 }, (_, k) => ({
      x: 200 + (k % 4) * 6,
      y: 150 + Math.floor(k / 4) * 6,
      name: `a film, no. ${k}`,
    }));
    expect(place(points).filter((found) => found === null).length).toBeGreaterThan(3);
    const places = place(points, { reach: 150 });
    expect(places.every((found) => found !== null)).toBe(true);
    expect(places.some((found) => found?.far)).toBe(true);
  });

  test("stand on the free side, above where both are taken, and first beside whoever comes first", () => {
    const at = (...points: [number, number][]): (LabelPlace["anchor"] | undefined)[] =>
      place(points.map(([x, y]) => ({ x, y, name: "name" }))).map((found) => found?.anchor);
    expect(at([200, 150])).toEqual(["start"]);
    expect(at([200, 150], [220, 150])[0]).toBe("end");
    expect(at([200, 150], [220, 150], [180, 150])[0]).toBe("middle");
    expect(at([390, 150])).toEqual(["end"]);
  });

  test("stand beyond the tips of arrows where they can", () => {
    const [left, right] = place([{ x: 100, y: 150, name: "west" }, { x: 300, y: 150, name: "east" }], { from: [200, 150] }); // prettier-ignore
    expect([left?.anchor, right?.anchor]).toEqual(["end", "start"]);
  });

  test("stand above and below arrows that all lie on one level line, and beyond the last of them", () => {
    const points = [300, 200, 140, 198, 202, 196].map((x, k) => ({ x, y: 150, name: `name ${k}` }));
    const places = place(points, { from: [100, 150], reach: 150 });
    expect(places.slice(0, 3).map((found) => found?.anchor)).toEqual(["start", "middle", "middle"]);
    expect(places.some((found) => found?.far)).toBe(true);
    for (const k of [1, 2, 3, 4, 5]) {
      const { top, bottom } = boxOf(places[k]!, points[k].name);
      expect(bottom < 150 || top > 150).toBe(true);
    }
  });

  test("take more room in wide scripts", () => {
    const wide = (name: string): string | undefined => place([{ x: 330, y: 150, name }])[0]?.anchor;
    expect(wide("abcdefg")).toBe("start");
    expect(wide("映画映画映画映")).toBe("end");
  });

  test("that had no room get a place of their own when they are pointed at, which covers nothing", () => {
    const points = Array.from({ length: 90 }, (_, k) => ({
      x: 150 + (k % 10) * 12,
      y: 100 + Math.floor(k / 10) * 12,
      name: `film ${k}`,
    }));
    const places = place(points);
    const hidden = places.indexOf(null);
    expect(hidden).toBeGreaterThan(0);
    const found = new LabelPlaces(points, room).beside(hidden, places, 200);
    expect(found?.far).toBe(true);
    const box = boxOf(found!, points[hidden].name);
    for (const { x, y } of points)
      expect(x > box.left && x < box.right && y > box.top && y < box.bottom).toBe(false);
  });
});
