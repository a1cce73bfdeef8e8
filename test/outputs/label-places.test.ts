import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LabelPlaces, leaderLine } from "../../src/view";
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

type Segment = readonly [x1: number, y1: number, x2: number, y2: number];

/** Whether a line enters a box, found by walking along it. */
function enters([x1, y1, x2, y2]: Segment, { left, right, top, bottom }: ReturnType<typeof boxOf>): boolean {
  const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1));
  return Array.from({ length: steps + 1 }, (_, k) => k / Math.max(1, steps)).some((share) => {
    const [x, y] = [x1 + share * (x2 - x1), y1 + share * (y2 - y1)];
    return x > left && x < right && y > top && y < bottom;
  });
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
    const [left, right] = place([{ x: 100, y: 130, name: "west" }, { x: 300, y: 130, name: "east" }], { from: [200, 150] }); // prettier-ignore
    expect([left?.anchor, right?.anchor]).toEqual(["end", "start"]);
  });

  test("stand above and below arrows that all lie on the axis", () => {
    const points = [300, 200, 140, 198, 202, 196].map((x, k) => ({ x, y: 150, name: `name ${k}` }));
    const places = place(points, { from: [100, 150], reach: 150 });
    expect(places.some((found) => found?.far)).toBe(true);
    points.forEach(({ name }, k) => {
      const { top, bottom } = boxOf(places[k]!, name);
      expect(bottom < 150 || top > 150).toBe(true);
    });
  });

  test("keep clear of all arrows, axes and lines to other names, where there is room within reach", () => {
    // Factors that are not negative, as those of NMF: all arrows lie in one quarter, side by side.
    const from = [60, 240] as const;
    const tips = [[60, 80], [70, 84], [62, 120], [62, 132], [330, 220], [332, 218], [331, 216], [333, 221], [220, 110], [222, 110]]; // prettier-ignore
    const points = tips.map(([x, y], k) => ({ x, y, name: `a film ${k}` }));
    const places = place(points, { from, reach: 200 });
    const ends = places.map((found, k) => leaderLine(points[k], found!));
    const lines = [
      ...points.map(({ x, y }): Segment => [from[0], from[1], x, y]),
      ...[[0, 240, WIDTH, 240] as const, [60, 0, 60, HEIGHT] as const],
      ...ends.flatMap(({ x1, y1, x2, y2 }, k): Segment[] => (places[k]!.far ? [[x1, y1, x2, y2]] : [])),
    ];
    expect(lines.length).toBeGreaterThan(points.length + 2);
    points.forEach(({ name }, k) => {
      const box = boxOf(places[k]!, name);
      for (const line of lines) expect(enters(line, box), `${name}: ${line.join(" ")}`).toBe(false);
    });
  });

  test("that are crossed by arrows everywhere are written nevertheless", () => {
    const points = Array.from({ length: 50 }, (_, k) => {
      const angle = (2 * Math.PI * k) / 50;
      const [x, y] = [200 + 60 * Math.cos(angle), 150 + 60 * Math.sin(angle)];
      return { x, y, name: `name ${k}` };
    });
    expect(place(points, { from: [200, 150], reach: 200 })).not.toContain(null);
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
