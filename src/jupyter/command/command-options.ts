/** The commands and the options of each. */
import { self } from "./invocation";
import { isNear, nearestName, synonymsOf } from "../../training/nearest";
import { UsageError } from "./errors";

export const commands = [
  "install",
  "uninstall",
  "doctor",
  "lab",
  "recommend",
  "evaluate",
  "grade",
  "assignment",
  "spark-job",
] as const;
export type CommandName = (typeof commands)[number];

/** All options, for parseArgs. */
export const options = {
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
  "sys-prefix": { type: "boolean" },
  user: { type: "boolean" },
  prefix: { type: "string" },
  python: { type: "string" },
  force: { type: "boolean" },
  notebooks: { type: "boolean" },
  uninstall: { type: "boolean" },
  for: { type: "string", multiple: true },
  all: { type: "boolean" },
  model: { type: "string" },
  count: { type: "string", short: "n" },
  reasons: { type: "boolean" },
  output: { type: "string", short: "o" },
  models: { type: "string" },
  test: { type: "string" },
  folds: { type: "string" },
  metrics: { type: "string" },
  k: { type: "string", short: "k" },
  "relevant-from": { type: "string" },
  features: { type: "string" },
  epochs: { type: "string" },
  seed: { type: "string" },
  assignment: { type: "string" },
  folder: { type: "string" },
  "time-limit": { type: "string" },
  json: { type: "boolean" },
  quiet: { type: "boolean", short: "q" },
  separator: { type: "string" },
  decimal: { type: "string" },
  encoding: { type: "string" },
  duplicates: { type: "string" },
  thousands: { type: "string" },
  escape: { type: "string" },
  "no-quotes": { type: "boolean" },
  missing: { type: "string" },
  "skip-invalid": { type: "boolean" },
  "no-header": { type: "boolean" },
  "user-column": { type: "string" },
  "item-column": { type: "string" },
  "rating-column": { type: "string" },
  "time-column": { type: "string" },
  "weight-column": { type: "string" },
  "no-ratings": { type: "boolean" },
  iterations: { type: "string" },
  regularization: { type: "string" },
  alpha: { type: "string" },
  blocks: { type: "string" },
  format: { type: "string" },
  implicit: { type: "boolean" },
  nonnegative: { type: "boolean" },
  biases: { type: "boolean" },
} as const;

export type OptionName = keyof typeof options;
/** The options that say where to install. */
export const places = ["sys-prefix", "user", "prefix"] as const;

/** The options that say how a file of ratings is read. */
const reading = [
  ...(["separator", "decimal", "thousands", "encoding", "escape", "no-quotes", "no-header"] as const),
  ...(["missing", "skip-invalid", "duplicates"] as const),
  ...(["user-column", "item-column", "rating-column", "time-column", "weight-column", "no-ratings"] as const),
];
const training = ["features", "epochs", "seed"] as const;

const OPTIONS_OF_COMMANDS: Record<CommandName, readonly OptionName[]> = {
  install: [...places, "python", "force", "help"],
  uninstall: [...places, "python", "help"],
  doctor: ["python", "help"],
  lab: ["python", "notebooks", "uninstall", "help"],
  recommend: [
    ...(["for", "all", "model", "count", "reasons", "output"] as const),
    ...training,
    ...reading,
    ...(["json", "quiet", "help"] as const),
  ],
  evaluate: [
    ...(["models", "folds", "test", "metrics", "k", "relevant-from"] as const),
    ...training,
    ...reading,
    ...(["json", "quiet", "help"] as const),
  ],
  assignment: ["folder", "help"],
  grade: ["assignment", "output", "time-limit", "quiet", "help"],
  "spark-job": [
    ...(["output", "format", "duplicates", "features", "iterations", "regularization", "alpha"] as const),
    ...(["implicit", "nonnegative", "biases", "blocks", "seed"] as const),
    ...(["user-column", "item-column", "rating-column", "time-column", "no-ratings", "help"] as const),
  ],
};

/** What stands behind an option, where it is no path. */
const VALUES: Partial<Record<OptionName, string>> = {
  for: "a user",
  model: "the name of a model",
  models: "names of models",
  metrics: "names of metrics",
  separator: "a separator",
  decimal: '"." or ","',
  encoding: "an encoding",
  thousands: "a sign",
  escape: "a sign",
  missing: "ratings that are none",
  duplicates: "what becomes of them",
  format: "a format, such as parquet",
  ...Object.fromEntries(["user", "item", "rating", "time"].map((what) => [`${what}-column`, "a column"])),
  ...Object.fromEntries(
    [
      ...["count", "folds", "k", "relevant-from", "time-limit", ...training],
      ...["iterations", "regularization", "alpha", "blocks"],
    ].map((name) => [name, "a number"]),
  ),
};

interface OptionToken {
  name: string;
  value?: string;
  inlineValue?: boolean;
}

/** @throws UsageError for an option that a command does not have, or a missing or superfluous value. */
export function checkOption(
  { name, value, inlineValue }: OptionToken,
  command: CommandName | "help" | undefined,
): void {
  const isOurs = command !== undefined && command !== "help";
  const known = isOurs ? OPTIONS_OF_COMMANDS[command] : (Object.keys(options) as OptionName[]);
  const dashed = name.length === 1 && name !== "k" ? `-${name}` : `--${name}`;
  if (!(known as readonly string[]).includes(name)) {
    const what = isOurs ? `factorlab ${command} has no option` : "There is no option";
    throw new UsageError(`${what} ${dashed}.${suggestion(name, known, "--")}`, [see(command)], {
      argument: name,
      actual: dashed,
      expected: `one of ${known.map((option) => `--${option}`).join(", ")}`,
    });
  }
  const { type } = options[name as OptionName];
  const wanted = VALUES[name as OptionName];
  // An id or a separator may begin with a dash, and then stands behind "=".
  const mayHaveDash = wanted !== undefined && inlineValue === true;
  if (type === "string" && (value === undefined || value === "" || (value.startsWith("-") && !mayHaveDash)))
    throw new UsageError(`${dashed} needs ${wanted ?? "a path"} after it.`, [see(command)], {
      argument: name,
    });
  if (type === "boolean" && value !== undefined)
    throw new UsageError(`${dashed} takes no value and got "${value}".`, [see(command)], { argument: name });
}

/** " Did you mean …?" where a known name is similar, or means the same elsewhere; otherwise the empty string. */
export function suggestion(name: string, known: readonly string[], dashes = ""): string {
  const candidate = nearestName(name, known);
  const isMeant = isNear(name, candidate) || candidate.startsWith(name);
  return isMeant || synonymsOf(name, known).includes(candidate)
    ? ` Did you mean "${dashes}${candidate}"?`
    : "";
}

/** The command that shows further help. */
export function see(command?: CommandName | "help"): string {
  return command === undefined || command === "help"
    ? `${self} --help shows what there is.`
    : `${self} ${command} --help shows its options.`;
}
