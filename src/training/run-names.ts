import { fewDigits } from "../outputs/number";
import { said } from "../outputs/translate";
import { sentence } from "../payload/sentence";
import type { TextPayload } from "../payload/types";

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
const DESCRIPTIONS: readonly ((run: RunSettings) => TextPayload)[] = [
  ({ features }) => {
    if (features === undefined) return "";
    return features === 1 ? sentence("1 feature") : sentence("{features} features", { features });
  },
  ({ learningRate: rate }) => {
    if (rate === undefined) return "";
    if (rate === null) return sentence("not trained");
    return sentence("learning rate {learningRate}", { learningRate: fewDigits(rate) });
  },
  ({ seed }) => {
    if (seed === undefined) return "";
    return seed === null ? sentence("given start") : sentence("seed {seed}", { seed: String(seed) });
  },
];

/** Used only if nothing else distinguishes the runs, since the curve itself shows where it ends. */
const iterations = ({ iteration }: RunSettings): TextPayload =>
  iteration === undefined ? "" : sentence("{iteration} iterations", { iteration });

/**
 * Names each run by how it differs from the others: `seed 1`, `2 features, seed 1`. A single run is called `loss`.
 * Runs without any difference are numbered, so that no two names are the same.
 */
export function nameRuns(runs: readonly RunSettings[]): TextPayload[] {
  if (runs.length === 1) return [sentence("loss")];
  const different = DESCRIPTIONS.filter((describe) => differ(runs.map(describe)));
  const names = runs.map((run) => join(different.map((describe) => describe(run))));
  const longer = runs.map((run, k) => {
    const alike = runs.filter((_, other) => said(names[other]) === said(names[k]));
    return differ(alike.map(iterations)) ? join([names[k], iterations(run)]) : names[k];
  });
  return numbered(longer);
}

const differ = (texts: readonly TextPayload[]): boolean => new Set(texts.map((text) => said(text))).size > 1;

/** Numbers equal names. */
function numbered(names: readonly TextPayload[]): TextPayload[] {
  const texts = names.map((name) => said(name));
  return names.map((name, k) => {
    const alike = texts.filter((text) => text === texts[k]).length;
    if (texts[k] !== "" && alike === 1) return name;
    const number = texts.slice(0, k + 1).filter((text) => text === texts[k]).length;
    return join([name, sentence("run {number}", { number })]);
  });
}

function join(parts: readonly TextPayload[]): TextPayload {
  const some = parts.filter((part) => part !== "");
  if (some.length === 0) return "";
  return some.reduceRight((rest, first) => sentence("{first}, {rest}", { first, rest }));
}
