import { largest } from "../lists";
import { EXPERIMENT_DEFAULTS } from "./experiment";
import { stringLiteral } from "../outputs/string-literal";
import type { Experiment } from "./types";

/** The defaults of the class. The seed has none, as it is drawn anew each time: it is always written. */
const { learningRate: RATE, iterations: ITERATIONS, initRange: RANGE } = EXPERIMENT_DEFAULTS;

/** Options longer than this, in characters, are written one to a line. */
const WIDTH = 60;

/**
 * Writes an experiment as TypeScript for a notebook cell, which gives the same numbers when it is run. Options with
 * default values are left out; an unknown cell is null.
 */
export function experimentSource({ data, labels, ...e }: Experiment): string {
  const initRange = String(e.initRange) === String(RANGE) ? [] : [`initRange: [${e.initRange.join(", ")}]`];
  const options = [`seed: ${e.seed}`, ...initRange, ...(labels ? [labelsSource(labels)] : [])];
  const training = [
    ...(e.learningRate === RATE ? [] : [`learningRate: ${e.learningRate}`]),
    ...(e.iterations === ITERATIONS ? [] : [`iterations: ${e.iterations}`]),
    ...(e.regularization === undefined ? [] : [`regularization: ${e.regularization}`]),
  ];
  const model = `const fac = new MatrixFactorization(data, ${e.features}, ${optionsSource(options)});`;
  // What is held out is not trained on, so that the training is part of hiding and guessing.
  if (e.heldOut) {
    const cells = `cells: [${e.heldOut.map(([i, j]) => `[${i}, ${j}]`).join(", ")}]`;
    return [
      'import { MatrixFactorization, display, hideAndGuess } from "factorlab";',
      "",
      dataSource(data),
      model,
      `display(hideAndGuess(fac, ${optionsSource([cells, ...training, ...initRange])}));`,
    ].join("\n");
  }
  return [
    'import { MatrixFactorization, display } from "factorlab";',
    "",
    dataSource(data),
    model,
    `fac.trainModel(${training.length > 0 ? optionsSource(training) : ""});`,
    "display(fac);",
    ...(e.hand ? handSource(data, e, e.hand, labels) : []),
    ...(e.plane ? [`display(fac.plane({ features: [${e.plane.join(", ")}] }));`] : []),
  ].join("\n");
}

/** Shows the dials with the numbers as they were turned, as those of another model, which begins with them. */
function handSource(
  data: Experiment["data"],
  { features, learningRate, iterations }: Omit<Experiment, "data" | "labels">,
  hand: NonNullable<Experiment["hand"]>,
  labels: Experiment["labels"],
): string[] {
  const rows = (values: readonly number[], columns: number): string => {
    const lines = Array.from({ length: values.length / columns }, (_, i) =>
      values.slice(i * columns, (i + 1) * columns).join(", "),
    );
    return `[${lines.map((line) => `[${line}]`).join(", ")}]`;
  };
  const init = `init: { L: ${rows(hand.L, features)}, U: ${rows(hand.U, data[0].length)} }`;
  const options = optionsSource([init, ...(labels ? [labelsSource(labels)] : [])]);
  const way = [
    ...(learningRate === RATE ? [] : [`learningRate: ${learningRate}`]),
    ...(iterations === ITERATIONS ? [] : [`iterations: ${iterations}`]),
  ];
  return [
    `const hand = new MatrixFactorization(data, ${features}, ${options});`,
    `display(hand.byHand(${way.length > 0 ? optionsSource(way) : ""}));`,
  ];
}

/** Writes one line for each row, with numbers right-aligned in their columns. */
function dataSource(data: Experiment["data"]): string {
  const texts = data.map((row) => row.map((cell) => JSON.stringify(cell)));
  const widths = texts[0].map((_, j) => largest(texts.map((row) => row[j].length)));
  const lines = texts.map((row) => `  [${row.map((cell, j) => cell.padStart(widths[j])).join(", ")}],`);
  return `const data = [\n${lines.join("\n")}\n];`;
}

function labelsSource({ rows, columns }: NonNullable<Experiment["labels"]>): string {
  const names = (name: string, list?: string[]): string[] =>
    list ? [`${name}: [${list.map(stringLiteral).join(", ")}]`] : [];
  return `labels: ${optionsSource([...names("rows", rows), ...names("columns", columns)], 2)}`;
}

function optionsSource(options: string[], indent: number = 0): string {
  const line = `{ ${options.join(", ")} }`;
  if (line.length <= WIDTH && !line.includes("\n")) return line;
  const margin = " ".repeat(indent);
  return `{\n${options.map((option) => `${margin}  ${option},\n`).join("")}${margin}}`;
}
