/** What is asked for before something is shown, without its words. */
export type PredictionInput =
  | {
      /** A number. */
      readonly type: "number";
      /** The lowest number that a slider gives. */
      readonly from: number;
      /** The highest one. */
      readonly to: number;
      /** In which steps it goes from the one to the other: above 0. */
      readonly step: number;
    }
  | {
      /** One of some choices. */
      readonly type: "choice";
      /** 2 to 10 choices: their texts, or keys of texts among the words. */
      readonly choices: readonly string[];
    }
  | {
      /** A curve. */
      readonly type: "curve";
      /** What the horizontal axis goes over: from less to more. */
      readonly x: readonly [from: number, to: number];
      /** What the vertical axis goes over, as far as nothing lies beyond. */
      readonly y: readonly [from: number, to: number];
    };

const number = (from: number, to: number, step: number): PredictionInput => ({
  type: "number",
  from,
  to,
  step,
});
const choice = (...choices: string[]): PredictionInput => ({ type: "choice", choices });
const curve = (x: [number, number], y: [number, number]): PredictionInput => ({ type: "curve", x, y });

/** The predictions of the course, by their ids: the number of the notebook, and a letter. */
export const PREDICTIONS = {
  "0.a": choice("closer", "same", "farther"),
  "0.b": number(0, 6, 0.1),
  "0.c": curve([0, 200], [0, 1]),
  "2.a": choice("closer", "closerThenOff", "same"),
  "2.b": number(0, 2, 0.01),
  "3.a": choice("better", "worse", "same"),
  "3.b": curve([1, 8], [0, 2]),
  "3.c": number(1, 20, 1),
  "4.a": curve([0, 10], [0, 10]),
  "4.b": choice("sameFactors", "sameProduct", "otherProduct"),
  "5.a": choice("better", "worse", "same"),
  "5.b": choice("better", "worse", "same"),
  "5.c": curve([0, 0.3], [0, 2]),
  "6.a": number(0, 1.2, 0.01),
  "6.b": curve([1, 60], [0.7, 1.2]),
  "6.c": number(0, 1, 0.01),
  "7.a": number(1, 700, 1),
  "7.b": choice("behind", "close", "ahead"),
  "8.a": choice("strokes", "whole", "noise"),
  "8.b": number(1, 5, 0.1),
  "9.a": choice("popular", "alike", "anything"),
  "9.b": number(0, 120, 0.1),
} as const satisfies Readonly<Record<string, PredictionInput>>;

/** The id of a prediction. */
export type PredictionId = keyof typeof PREDICTIONS;

/** What a prediction says, in one language. */
export interface PredictionWords {
  /** What is asked. */
  readonly question: string;
  /** The texts of its choices. */
  readonly choices?: Readonly<Record<string, string>>;
  /** What the axes of a curve are. */
  readonly axes?: readonly [x: string, y: string];
}
