/** Whether the user's own folder can be told from the environment: a wrong one would be made wherever the command is typed. */
import { statSync } from "node:fs";
import { CommandError } from "./errors";
import { pathsOf, type System } from "./system";

interface Place {
  /** The environment variable. */
  name: string;
  value: string | undefined;
  isHome: boolean;
}

/** The variable that says where the user's data folder of Jupyter is. @see userDataFolder */
function decidingPlace({ platform, env, home }: System): Place {
  const given = (name: string): Place[] => (env[name] ? [{ name, value: env[name], isHome: false }] : []);
  const isWindows = platform === "win32";
  const others =
    platform === "darwin" ? [] : isWindows ? ["APPDATA", "JUPYTER_CONFIG_DIR"] : ["XDG_DATA_HOME"];
  const [first] = ["JUPYTER_DATA_DIR", ...others].flatMap(given);
  return first ?? { name: isWindows ? "USERPROFILE" : "HOME", value: home, isHome: true };
}

/** Why the user's own folder cannot be used; undefined when it can. */
export function homeComplaint(system: System): CommandError | undefined {
  const { name, value, isHome } = decidingPlace(system);
  const paths = pathsOf(system);
  const problem = !value
    ? "is empty"
    : !paths.isAbsolute(value)
      ? `is ${JSON.stringify(value)}, which depends on the folder that one is in`
      : isHome && paths.parse(value).root === value
        ? `is ${value}, which is nobody's own folder`
        : undefined;
  if (problem === undefined) return undefined;
  return complain(
    `The environment variable ${name} ${problem}, so your own folder is not known.`,
    name,
    value,
  );
}

/**
 * Checks the home folder before something is made in it.
 * @throws CommandError when it is not a folder.
 */
export function requireHome({ option }: { option: string }, system: System): void {
  if (option !== "--user") return;
  const complaint = homeComplaint(system);
  if (complaint !== undefined) throw complaint;
  const { name, value, isHome } = decidingPlace(system);
  if (isHome && !statSync(value!, { throwIfNoEntry: false })?.isDirectory())
    throw complain(`${name} is ${value}, which is not a folder.`, name, value);
}

function complain(message: string, argument: string, actual: unknown): CommandError {
  const advice = [`Set ${argument} to your own folder, or name another place: --prefix PATH`];
  return new CommandError(message, advice, { argument, actual, expected: "an absolute path of a folder" });
}
