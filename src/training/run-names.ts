/** What runs are told apart by; what a model does not have is left out. */
export interface RunSettings {
  /** The number of features; absent for models without any. */
  readonly features?: number;
  /** Null before any training. */
  readonly learningRate?: number | null;
  /** Null where the starting factors were given. */
  readonly seed?: number | null;
  /** How many iterations it has been trained. */
  readonly iteration?: number;
}

/** The settings in the order in which a name has them, and how it says them. */
const SAID: readonly ((run: RunSettings) => string)[] = [
  ({ features }) => (features === undefined ? "" : `${features} ${features === 1 ? "feature" : "features"}`),
  ({ learningRate }) =>
    learningRate === undefined ? "" : learningRate === null ? "not trained" : `learning rate ${learningRate}`,
  ({ seed }) => (seed === undefined ? "" : seed === null ? "given start" : `seed ${seed}`),
];

/** Said only where nothing else tells runs apart: the curve itself shows where it ends. */
const iterations = ({ iteration }: RunSettings): string =>
  iteration === undefined ? "" : `${iteration} iterations`;

/**
 * A name for each run: what is different about it among these runs, `seed 1`, `2 features, seed 1`. A single run is
 * called `loss`. Runs that nothing tells apart are numbered, so that no two names are the same.
 */
export function nameRuns(runs: readonly RunSettings[]): string[] {
  if (runs.length === 1) return ["loss"];
  const different = SAID.filter((said) => new Set(runs.map(said)).size > 1);
  const names = runs.map((run) => join(different.map((said) => said(run))));
  const longer = runs.map((run, k) => {
    const alike = runs.filter((_, other) => names[other] === names[k]);
    return new Set(alike.map(iterations)).size > 1 ? join([names[k], iterations(run)]) : names[k];
  });
  return numbered(longer);
}

/** Numbers those that are the same. */
function numbered(names: readonly string[]): string[] {
  return names.map((name, k) => {
    if (name !== "" && names.indexOf(name) === names.lastIndexOf(name)) return name;
    const turn = names.slice(0, k + 1).filter((other) => other === name).length;
    return join([name, `run ${turn}`]);
  });
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(", ");
}
