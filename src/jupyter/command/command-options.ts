/** The commands and the options of each. */
import { self } from "./invocation";
import { isNear, nearestName } from "../../training/nearest";
import { UsageError } from "./errors";

export const commands = ["install", "uninstall", "doctor", "lab"] as const;
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
} as const;

type OptionName = keyof typeof options;
/** The options that say where to install. */
export const places = ["sys-prefix", "user", "prefix"] as const;

const OPTIONS_OF_COMMANDS: Record<CommandName, readonly OptionName[]> = {
  install: [...places, "python", "force", "help"],
  uninstall: [...places, "python", "help"],
  doctor: ["python", "help"],
  lab: ["python", "help"],
};

interface OptionToken {
  name: string;
  value?: string;
}

/** @throws UsageError for an option that a command does not have, or a missing or superfluous value. */
export function checkOption({ name, value }: OptionToken, command: CommandName | "help" | undefined): void {
  const isOurs = command !== undefined && command !== "help";
  const known = isOurs ? OPTIONS_OF_COMMANDS[command] : (Object.keys(options) as OptionName[]);
  const dashed = name.length === 1 ? `-${name}` : `--${name}`;
  if (!(known as readonly string[]).includes(name)) {
    const what = isOurs ? `factorlab ${command} has no option` : "There is no option";
    throw new UsageError(`${what} ${dashed}.${suggestion(name, known, "--")}`, [see(command)], {
      argument: name,
      actual: dashed,
      expected: `one of ${known.map((option) => `--${option}`).join(", ")}`,
    });
  }
  const { type } = options[name as OptionName];
  if (type === "string" && (value === undefined || value === "" || value.startsWith("-")))
    throw new UsageError(`${dashed} needs a path after it.`, [see(command)], { argument: name });
  if (type === "boolean" && value !== undefined)
    throw new UsageError(`${dashed} takes no value and got "${value}".`, [see(command)], { argument: name });
}

/** " Did you mean …?" where a known name is similar; otherwise the empty string. */
export function suggestion(name: string, known: readonly string[], dashes = ""): string {
  const candidate = nearestName(name, known);
  return isNear(name, candidate) || candidate.startsWith(name)
    ? ` Did you mean "${dashes}${candidate}"?`
    : "";
}

/** The command that shows further help. */
export function see(command?: CommandName | "help"): string {
  return command === undefined || command === "help"
    ? `${self} --help shows what there is.`
    : `${self} ${command} --help shows its options.`;
}
