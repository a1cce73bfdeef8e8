/** What `recommend` and `evaluate` are asked for. */
import { see } from "../command-options";
import { UsageError } from "../errors";
import { readingOf, type ReadingValues } from "./reading";

/** Options as they were typed. */
export interface RatingsValues extends ReadingValues {
  for?: string[];
  all?: boolean;
  model?: string;
  count?: string;
  reasons?: boolean;
  output?: string;
  models?: string;
  folds?: string;
  test?: string;
  metrics?: string;
  k?: string;
  "relevant-from"?: string;
  features?: string;
  epochs?: string;
  seed?: string;
  json?: boolean;
  quiet?: boolean;
}

/** How models are made, apart from their names. */
export interface ModelSettings {
  features?: number;
  epochs?: number;
  seed: number;
}

interface Common {
  /** The file of ratings; undefined for standard input. */
  file: string | undefined;
  /** The options of `loadRatings`. */
  reading: Record<string, unknown>;
  settings: ModelSettings;
  json: boolean;
  quiet: boolean;
}

export interface RecommendRequest extends Common {
  command: "recommend";
  /** Whom for; undefined for all users of the file. */
  users: string[] | undefined;
  model: string | undefined;
  count: number;
  reasons: boolean;
  /** The file that the lists go into; undefined for stdout. */
  output: string | undefined;
}

export interface EvaluateRequest extends Common {
  command: "evaluate";
  models: string[] | undefined;
  folds: number | undefined;
  /** The file of held-out ratings, in place of folds. */
  test: string | undefined;
  metrics: string[] | undefined;
  k: number | undefined;
  relevantFrom: number | undefined;
}

export type RatingsRequest = RecommendRequest | EvaluateRequest;

/** @throws UsageError for what cannot be meant. */
export function requestOfRatings(
  command: RatingsRequest["command"],
  file: string | undefined,
  values: RatingsValues,
): RatingsRequest {
  const common: Common = {
    file: file === "-" ? undefined : file,
    reading: readingOf(values),
    settings: {
      features: whole(values, "features", 1),
      epochs: whole(values, "epochs", 1),
      seed: whole(values, "seed", 0) ?? 0,
    },
    json: values.json === true,
    quiet: values.quiet === true,
  };
  return command === "recommend" ? recommendRequest(common, values) : evaluateRequest(common, values);
}

function recommendRequest(common: Common, values: RatingsValues): RecommendRequest {
  const { for: users, all, model, reasons, output } = values;
  if ((users === undefined) === (all !== true)) {
    const what = users === undefined ? "Say whom for" : "Say --for or --all, not both";
    throw new UsageError(`${what}: factorlab recommend ratings.csv --for Ada`, [see("recommend")], {
      argument: "for",
      expected: "the id of a user in the file",
    });
  }
  if (output !== undefined && (common.json || reasons === true)) {
    const other = common.json ? "--json" : "--reasons";
    const why = common.json ? "its ending says the format" : "its rows have no room for reasons";
    throw new UsageError(`--output and ${other} exclude one another: ${why}.`, [see("recommend")]);
  }
  const count = whole(values, "count", 1) ?? 10;
  return { ...common, command: "recommend", users, model, count, reasons: reasons === true, output };
}

function evaluateRequest(common: Common, values: RatingsValues): EvaluateRequest {
  const { test } = values;
  const folds = whole(values, "folds", 2);
  if (test !== undefined && folds !== undefined)
    throw new UsageError("--test names the one fold that there is, so --folds is one too many.", [
      see("evaluate"),
    ]);
  return {
    ...{ ...common, command: "evaluate", folds, test },
    models: list(values.models),
    metrics: list(values.metrics),
    k: whole(values, "k", 1),
    relevantFrom: number(values, "relevant-from"),
  };
}

function list(text: string | undefined): string[] | undefined {
  return text
    ?.split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** A number that was typed. @throws UsageError */
export function number<Values extends object>(
  values: Values,
  name: keyof Values & string,
): number | undefined {
  const text = values[name] as string | undefined;
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value)) return value;
  throw wrongNumber(name, text, "a number");
}

/** A whole number that was typed. @throws UsageError */
export function whole<Values extends object>(
  values: Values,
  name: keyof Values & string,
  least: number,
): number | undefined {
  const value = number(values, name);
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= 2 ** 31)) return value;
  throw wrongNumber(name, values[name] as string, `a whole number ≥ ${least}`);
}

function wrongNumber(name: string, actual: string, expected: string): UsageError {
  const message = `--${name} is "${actual}", expected ${expected}.`;
  return new UsageError(message, [], { argument: name, actual, expected });
}
