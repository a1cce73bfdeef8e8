import { largest, smallest } from "../../lists";
import type { Exercises } from "../definition";
import { mean, sum } from "../tables";

/** The values of the exercises of notebook 06. */
export interface Values06 {
  "6.1": { train: number[]; test: number[] };
  "6.2": { train: number[]; validation: number[] };
  "6.3": { errors: number[] };
  "6.4": { A: number[]; B: number[] };
  "6.5": { choices: string[] };
}

const SPLITS = ["later", "random", "favourites", "same"];
const CANNOT_TELL = "cannot tell";

const meanSquare = (values: readonly number[], guess: number): number =>
  mean(values.map((value) => (value - guess) ** 2));

/** The sum of squares around the mean. */
const scatter = (values: readonly number[]): number => meanSquare(values, mean(values)) * values.length;

const standardError = (values: readonly number[]): number =>
  Math.sqrt(scatter(values) / (values.length - 1) / values.length);

const round = (value: number): number => Math.round(value * 1000) / 1000;

const differences = ({ A, B }: Values06["6.4"]): number[] => A.map((value, fold) => value - B[fold]);

const lower = (values: Values06["6.4"]): string => (mean(differences(values)) < 0 ? "A" : "B");

const isClear = (values: Values06["6.4"]): boolean =>
  Math.abs(mean(differences(values))) > 2.5 * standardError(differences(values));

const epochOfLeast = (losses: readonly number[]): number => losses.indexOf(smallest(losses)) + 1;

/** Real ratings. */
export const exercises06: Exercises<Values06> = {
  "6.1": {
    kind: "number",
    values: (draw) => ({
      train: draw.list(8, () => draw.whole(1, 5)),
      test: draw.list(4, () => draw.whole(1, 5)),
    }),
    solution: ({ train, test }) => Math.sqrt(meanSquare(test, mean(train))),
    misconceptions: {
      ownMean: ({ test }) => Math.sqrt(meanSquare(test, mean(test))),
      onTraining: ({ train }) => Math.sqrt(meanSquare(train, mean(train))),
      allMean: ({ train, test }) => Math.sqrt(meanSquare(test, mean([...train, ...test]))),
      noRoot: ({ train, test }) => meanSquare(test, mean(train)),
      absolute: ({ train, test }) => mean(test.map((value) => Math.abs(value - mean(train)))),
      mean: ({ train }) => mean(train),
    },
  },
  "6.2": {
    kind: "number",
    values: (draw) => {
      const best = draw.whole(4, 7);
      const epochs = Array.from({ length: 10 }, (_, k) => k + 1);
      return {
        train: epochs.map((epoch) => round(1.05 * 0.93 ** epoch + draw.stepped(0, 0.005, 0.001))),
        validation: epochs.map((epoch) =>
          round(0.9 + 0.004 * (epoch - best) ** 2 + draw.stepped(0, 0.003, 0.001)),
        ),
      };
    },
    solution: ({ validation }) => epochOfLeast(validation),
    misconceptions: {
      training: ({ train }) => epochOfLeast(train),
      countedFromZero: ({ validation }) => epochOfLeast(validation) - 1,
      whereItRises: ({ validation }) => epochOfLeast(validation) + 1,
      patience: ({ validation }) =>
        epochOfLeast(validation) + 3 < validation.length ? epochOfLeast(validation) + 3 : null,
      loss: ({ validation }) => smallest(validation),
    },
  },
  "6.3": {
    kind: "number",
    values: (draw) => ({ errors: draw.list(5, () => draw.stepped(0.8, 1.6, 0.05)) }),
    solution: ({ errors }) => standardError(errors),
    misconceptions: {
      spread: ({ errors }) => Math.sqrt(scatter(errors) / (errors.length - 1)),
      byAll: ({ errors }) => Math.sqrt(scatter(errors) / errors.length / errors.length),
      noRoot: ({ errors }) => scatter(errors) / (errors.length - 1) / errors.length,
      dividedByCount: ({ errors }) => Math.sqrt(scatter(errors) / (errors.length - 1)) / errors.length,
      range: ({ errors }) => largest(errors) - smallest(errors),
      mean: ({ errors }) => sum(errors) / errors.length,
    },
  },
  "6.4": {
    kind: "choice",
    values: (draw) => {
      const apart = draw.pick([-0.03, -0.002, 0.003, 0.03]);
      const folds = draw.list(5, () => 0.9 + draw.stepped(0, 0.03, 0.001));
      return {
        A: folds.map((error) => round(error + apart + draw.stepped(-0.012, 0.012, 0.001))),
        B: folds.map((error) => round(error)),
      };
    },
    choices: () => ["A", "B", CANNOT_TELL],
    solution: (values) => (isClear(values) ? lower(values) : CANNOT_TELL),
    misconceptions: {
      lowerMean: (values) => (isClear(values) ? null : lower(values)),
      higherIsBetter: (values) => (lower(values) === "A" ? "B" : "A"),
      tooCautious: (values) => (isClear(values) ? CANNOT_TELL : null),
    },
  },
  "6.5": {
    kind: "choice",
    values: (draw) => ({ choices: draw.shuffled(SPLITS) }),
    choices: ({ choices }) => choices,
    solution: () => "later",
    misconceptions: { random: () => "random", favourites: () => "favourites", same: () => "same" },
  },
};
