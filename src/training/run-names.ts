import { fewDigits } from "../outputs/number";

/** The settings that distinguish runs; a model leaves out those that it does not have. */
export interface RunSettings {
  /** The number of features; absent for models without any. */
  readonly features?: number;
  /** Null before any training. */
  readonly learningRate?: number | null;
  /** Null if the starting factors were given. */
  readonly seed?: number | null;
  /** How many iterations it has been trained. */
  readonly iteration?: number;
}

/** Describes each setting, in the order of a name. */
const DESCRIPTIONS: readonly ((run: RunSettings) => string)[] = [
  ({ features }) => (features === undefined ? "" : `${features} ${features === 1 ? "feature" : "features"}`),
  ({ learningRate }) =>
    learningRate === undefined
      ? ""
      : learningRate === null
        ? "not trained"
        : `learning rate ${fewDigits(learningRate)}`,
  ({ seed }) => (seed === undefined ? "" : seed === null ? "given start" : `seed ${seed}`),
];

/** Used only if nothing else distinguishes the runs, since the curve itself shows where it ends. */
const iterations = ({ iteration }: RunSettings): string =>
  iteration === undefined ? "" : `${iteration} iterations`;

/**
 * Names each run by how it differs from the others: `seed 1`, `2 features, seed 1`. A single run is called `loss`.
 * Runs without any difference are numbered, so that no two names are the same.
 */
export function nameRuns(runs: readonly RunSettings[]): string[] {
  if (runs.length === 1) return ["loss"];
  const different = DESCRIPTIONS.filter((describe) => new Set(runs.map(describe)).size > 1);
  const names = runs.map((run) => join(different.map((describe) => describe(run))));
  const longer = runs.map((run, k) => {
    const alike = runs.filter((_, other) => names[other] === names[k]);
    return new Set(alike.map(iterations)).size > 1 ? join([names[k], iterations(run)]) : names[k];
  });
  return numbered(longer);
}

/** Numbers equal names. */
function numbered(names: readonly string[]): string[] {
  return names.map((name, k) => {
    if (name !== "" && names.indexOf(name) === names.lastIndexOf(name)) return name;
    const number = names.slice(0, k + 1).filter((other) => other === name).length;
    return join([name, `run ${number}`]);
  });
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(", ");
}
