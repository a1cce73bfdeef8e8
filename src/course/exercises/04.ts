import type { Exercises } from "../definition";
import { table, times, turned } from "../tables";
import type { Table } from "../tables";

/** The values of the exercises of notebook 04. */
export interface Values04 {
  "4.1": { a: number; m: number; x: number; learningRate: number };
  "4.2": { a: number };
  "4.3": { a: number; m: number; start: number; learningRate: number; steps: number };
  "4.4": { a: number; m: number; x: number; learningRate: number; momentum: number };
  "4.5": { L: Table; U: Table; M: Table };
}

type Path = (slope: (x: number) => number, start: number, learningRate: number, steps: number) => number[];

const slopeOf = ({ a, m }: { a: number; m: number }, x: number): number => 2 * a * (x - m);

/** Where two steps with momentum lead. @param second the second slope, by the places before and after the first step */
function twoSteps(
  values: Values04["4.4"],
  momentum: number,
  second: (start: number, moved: number) => number,
): number {
  const { x, learningRate } = values;
  const first = -learningRate * slopeOf(values, x);
  return x + first + momentum * first - learningRate * second(x, x + first);
}

const path =
  (direction: 1 | -1, where: (places: number[]) => number): Path =>
  (slope, start, learningRate, steps) => {
    const places = [start];
    for (let step = 0; step < steps; step++)
      places.push(places[step] + direction * learningRate * slope(where(places)));
    return places;
  };

const last = (places: number[]): number => places[places.length - 1];

/** The inverse of a table of 2 × 2 whose determinant is 1 or −1. */
function inverse([[a, b], [c, d]]: Table): Table {
  const determinant = a * d - b * c;
  return [
    [d / determinant, -b / determinant],
    [-c / determinant, a / determinant],
  ];
}

/** Steps. */
export const exercises04: Exercises<Values04> = {
  "4.1": {
    kind: "number",
    values: (draw) => ({
      a: draw.whole(2, 4),
      m: draw.whole(-3, 3),
      x: draw.whole(5, 9),
      learningRate: draw.pick([0.05, 0.1]),
    }),
    solution: (values) => values.x - values.learningRate * slopeOf(values, values.x),
    misconceptions: {
      uphill: (values) => values.x + values.learningRate * slopeOf(values, values.x),
      noTwo: (values) => values.x - (values.learningRate * slopeOf(values, values.x)) / 2,
      bottom: ({ m }) => m,
      noRate: (values) => values.x - slopeOf(values, values.x),
      stepAlone: (values) => -values.learningRate * slopeOf(values, values.x),
      height: ({ a, m, x, learningRate }) => x - learningRate * a * (x - m) ** 2,
    },
  },
  "4.2": {
    kind: "number",
    values: (draw) => ({ a: draw.pick([1.6, 2, 2.5, 4, 5, 8, 10]) }),
    solution: ({ a }) => 1 / a,
    misconceptions: {
      fastest: ({ a }) => 1 / (2 * a),
      noTwo: ({ a }) => 2 / a,
      steepness: ({ a }) => a,
      one: () => 1,
    },
  },
  "4.3": {
    kind: "function",
    values: (draw) => ({
      a: draw.whole(1, 3),
      m: draw.whole(-2, 2),
      start: draw.whole(4, 8),
      learningRate: draw.pick([0.1, 0.2]),
      steps: draw.whole(3, 5),
    }),
    cases: (values) => {
      const slope = (x: number): number => slopeOf(values, x);
      return [
        [slope, values.start, values.learningRate, values.steps],
        [slope, -values.start, values.learningRate / 2, 2],
        [slope, values.start, values.learningRate, 0],
      ];
    },
    solution: () => path(-1, last),
    misconceptions: {
      uphill: () => path(1, last),
      noStart:
        (): Path =>
        (...given) =>
          path(-1, last)(...given).slice(1),
      oneLess: (): Path => (slope, start, rate, steps) =>
        path(-1, last)(slope, start, rate, Math.max(0, steps - 1)),
      oldSlope: () => path(-1, (places) => places[0]),
    },
    untouched: (_: unknown, start: number) => [start],
    code: `function path(slope: (x: number) => number, start: number, learningRate: number, steps: number) {
  const places = [start];
  for (let step = 0; step < steps; step++) {
    const x = places[places.length - 1];
    places.push(x - learningRate * slope(x));
  }
  return places;
}`,
  },
  "4.4": {
    kind: "number",
    values: (draw) => ({
      a: draw.whole(1, 3),
      m: draw.whole(-2, 2),
      x: draw.whole(5, 9),
      learningRate: draw.pick([0.05, 0.1]),
      momentum: draw.pick([0.5, 0.8, 0.9]),
    }),
    solution: (values) => twoSteps(values, values.momentum, (_, moved) => slopeOf(values, moved)),
    misconceptions: {
      plain: (values) => twoSteps(values, 0, (_, moved) => slopeOf(values, moved)),
      oneStep: (values) => values.x - values.learningRate * slopeOf(values, values.x),
      coasting: (values) => twoSteps(values, values.momentum, () => 0),
      oldSlope: (values) => twoSteps(values, values.momentum, (start) => slopeOf(values, start)),
      braking: (values) => twoSteps(values, -values.momentum, (_, moved) => slopeOf(values, moved)),
    },
  },
  "4.5": {
    kind: "matrix",
    values: (draw) => ({
      L: table(3, 2, () => draw.whole(0, 3)),
      U: table(2, 3, () => draw.whole(0, 3)),
      M: draw.pick([
        [
          [2, 1],
          [1, 1],
        ],
        [
          [1, 2],
          [1, 1],
        ],
        [
          [3, 2],
          [1, 1],
        ],
        [
          [1, 1],
          [2, 3],
        ],
      ]),
    }),
    solution: ({ U, M }) => times(inverse(M), U),
    misconceptions: {
      unchanged: ({ U }) => U,
      sameWay: ({ U, M }) => times(M, U),
      turnedInverse: ({ U, M }) => times(turned(inverse(M)), U),
      product: ({ L, U }) => times(L, U),
      transposed: ({ U, M }) => turned(times(inverse(M), U)),
    },
  },
};
