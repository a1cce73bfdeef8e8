/** Parses and checks the arguments of `factorlab`. */
import { parseArgs } from "node:util";
import { checkOption, commands, options, places, see, suggestion, type CommandName } from "./command-options";
import { UsageError } from "./errors";
import { requestOfAssignment, type AssignmentRequest } from "./assignment/request";
import { requestOfGrading, type GradeRequest, type GradeValues } from "./grading/request";
import { requestOfRatings, type RatingsRequest, type RatingsValues } from "./ratings/request";
import { requestOfSparkJob, type SparkJobRequest, type SparkJobValues } from "./spark-job/request";

/** Where to install; without one of the three places, the command chooses. */
export interface PlaceOptions {
  "sys-prefix"?: boolean;
  user?: boolean;
  prefix?: string;
  python?: string;
  /** Whether to move aside what stands in the way; of install alone. */
  force?: boolean;
}

export type Request =
  | { command: "install" | "uninstall"; place: PlaceOptions }
  | { command: "doctor"; python?: string }
  | { command: "lab"; python?: string; path?: string; notebooks?: boolean; rest: string[] }
  | { command: "lab-uninstall" }
  | RatingsRequest
  | GradeRequest
  | AssignmentRequest
  | SparkJobRequest
  | { command: "help"; about?: CommandName }
  | { command: "version" };

/**
 * Reads a command line.
 * @param typed The arguments after `factorlab`.
 * @throws UsageError for an unknown command or option, a missing value, or options that exclude one another.
 */
export function readArguments(typed: readonly string[]): Request {
  const end = typed.indexOf("--");
  const own = end < 0 ? [...typed] : typed.slice(0, end);
  const { tokens, positionals, values } = parseArgs({
    args: own.map(separateShort),
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const [name, ...others] = positionals;
  const command = name === undefined ? undefined : commandNamed(name, others);
  for (const token of tokens) if (token.kind === "option") checkOption(token, command);
  if (command === "help" || values.help === true) return { command: "help", about: aboutOf(command, others) };
  if (values.version === true) return { command: "version" };
  if (command === undefined && tokens.length > 0)
    throw new UsageError("Say what is to be done, such as: factorlab install --user", [see()], {
      argument: "command",
      expected: `one of ${commands.join(", ")}`,
    });
  if (command === undefined) return { command: "help" };
  const rest = end < 0 ? [] : typed.slice(end + 1);
  return requestOf(command, values as Values, others, rest);
}

type Values = PlaceOptions &
  RatingsValues &
  GradeValues &
  SparkJobValues & { folder?: string } & { notebooks?: boolean; uninstall?: boolean };

function requestOf(command: CommandName, values: Values, others: string[], rest: string[]): Request {
  const { python } = values;
  if (command === "lab") return labRequest(values, others, rest);
  if (command === "recommend" || command === "evaluate" || command === "spark-job") {
    // Behind two dashes stands a file whose name begins with one.
    const files = [...others, ...rest];
    if (files.length > 1) throw tooMuch(command, files[1]);
    if (command === "spark-job") return requestOfSparkJob(files[0], values);
    return requestOfRatings(command, files[0], values);
  }
  if (command === "assignment") return requestOfAssignment([...others, ...rest], values.folder);
  if (command === "grade") {
    const folders = [...others, ...rest];
    if (folders.length > 1) throw tooMuch(command, folders[1]);
    return requestOfGrading(folders[0], values);
  }
  if (others.length > 0) throw tooMuch(command, others[0]);
  if (rest.length > 0) throw tooMuch(command, rest[0]);
  if (command === "doctor") return { command, python };
  const chosen = places.filter((place) => values[place] !== undefined);
  if (chosen.length > 1) {
    const named = chosen.map((place) => `--${place}`).join(" and ");
    throw new UsageError(`${named} name two places: give one of them.`, [], { argument: chosen[1] });
  }
  return { command, place: values };
}

function labRequest({ python, notebooks, uninstall }: Values, others: string[], rest: string[]): Request {
  if (uninstall === true) {
    const more = others[0] ?? rest[0] ?? python ?? (notebooks === true ? "--notebooks" : undefined);
    if (more !== undefined) throw tooMuch("lab --uninstall", more);
    return { command: "lab-uninstall" };
  }
  rejectSecond(others);
  if (notebooks === true && others[0] !== undefined)
    throw new UsageError(`--notebooks opens the notebooks, so "${others[0]}" is one path too many.`, [
      see("lab"),
    ]);
  return { command: "lab", python, path: others[0], notebooks, rest };
}

/** Reads `-user` as `--user` rather than as four short options. */
function separateShort(argument: string): string {
  return /^-[^-]./.test(argument) ? `-${argument}` : argument;
}

function commandNamed(name: string, others: readonly string[]): CommandName | "help" {
  if (name === "help" || isCommand(name)) return name;
  const shown = [name, ...others].join(" ");
  throw new UsageError(`There is no command "${name}".${suggestion(name, [...commands, "help"])}`, [see()], {
    argument: "command",
    actual: shown,
    expected: `one of ${commands.join(", ")}`,
  });
}

function isCommand(name: string): name is CommandName {
  return (commands as readonly string[]).includes(name);
}

function aboutOf(
  command: CommandName | "help" | undefined,
  others: readonly string[],
): CommandName | undefined {
  const about = command === "help" ? others[0] : command;
  if (about === undefined || about === "help") return undefined;
  const known = commandNamed(about, []);
  return known === "help" ? undefined : known;
}

function rejectSecond(others: readonly string[]): void {
  if (others.length < 2) return;
  throw new UsageError(
    `factorlab lab opens one notebook or folder and got "${others[0]}" and "${others[1]}".`,
    ["Put a path with spaces into quotes, and options for JupyterLab itself after --"],
    { argument: "path", actual: others[1] },
  );
}

function tooMuch(command: CommandName | "lab --uninstall", actual: string): UsageError {
  const [name] = command.split(" ") as [CommandName];
  return new UsageError(`factorlab ${command} does not know what to do with "${actual}".`, [see(name)], {
    argument: "command",
    actual,
  });
}
