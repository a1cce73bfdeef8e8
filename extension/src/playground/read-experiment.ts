import type { Experiment } from "factorlab";

/** More than a person types in, and little enough to train while one waits. */
const MOST_CELLS = 10_000;

/** An experiment out of a saved layout, where anything may stand; nothing where it is none. */
export function readExperiment(value: unknown): Experiment | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { data, labels, features, learningRate, iterations, seed, initRange } = value as Partial<Experiment>;
  const isExperiment =
    isTable(data) &&
    isCount(features) &&
    typeof learningRate === "number" &&
    learningRate > 0 &&
    isCount(iterations) &&
    Number.isSafeInteger(seed) &&
    isRange(initRange);
  if (!isExperiment) return undefined;
  const [rows, columns] = [names(labels?.rows, data.length), names(labels?.columns, data[0].length)];
  return {
    data: data.map((row) => [...row]),
    ...(rows || columns ? { labels: { ...(rows ? { rows } : {}), ...(columns ? { columns } : {}) } } : {}),
    features,
    learningRate,
    iterations,
    seed: seed!,
    initRange: [initRange[0], initRange[1]],
  };
}

function isTable(value: unknown): value is (number | null)[][] {
  if (!Array.isArray(value) || value.length === 0 || !Array.isArray(value[0])) return false;
  const columns = value[0].length;
  if (columns === 0 || value.length * columns > MOST_CELLS) return false;
  return value.every(
    (row: unknown) =>
      Array.isArray(row) && row.length === columns && row.every((x) => x === null || Number.isFinite(x)),
  );
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

function isRange(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite) && value[0] < value[1];
}

function names(value: unknown, count: number): string[] | undefined {
  const isList = Array.isArray(value) && value.length === count;
  return isList && value.every((name) => typeof name === "string") ? [...value] : undefined;
}
