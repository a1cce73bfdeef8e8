/** Makes the environment that `factorlab lab` opens where there is no other JupyterLab. */
import { mkdirSync, statfsSync } from "node:fs";
import { basename, join } from "node:path";
import { CommandError, withFiles } from "../errors";
import type { ProgressLine } from "../progress-line";
import { environmentCommands, ENVIRONMENT_ADVICE, writeLabConfig } from "./environment-rules.cjs";
import { makeCurrent, newPrefix, ownFolder, remove, requirements, sweep } from "./own-folder";
import { Interruptible } from "./interruptible";
import type { System } from "../system";

/** Bytes that an environment takes with kernel and extension, and what pip needs on the way. */
const ROOM = 500_000_000;

/**
 * Makes an environment with JupyterLab, from nothing: after an interruption nobody knows which packages are whole, and
 * pip's cache makes it cheap. It counts once it is complete; one that was there counts until then.
 * @param python The command of the Python that it is made with.
 * @returns Its folder.
 * @throws CommandError when it cannot be made; then nothing is left of it.
 */
export async function makeEnvironment(
  python: readonly string[],
  system: System,
  progress: ProgressLine,
): Promise<string> {
  const folder = ownFolder(system);
  const advice = ["The environment variable FACTORLAB_HOME names another folder for it."];
  const prefix = newPrefix(folder);
  withFiles("given an environment in", folder, advice, () => {
    mkdirSync(folder, { recursive: true });
    requireRoom(folder, advice);
  });
  const programs = new Interruptible();
  try {
    for (const { command, env } of environmentCommands(python, prefix, requirements, system.env)) {
      progress.begin(command.includes("pip") ? "Installing JupyterLab" : "Making an environment");
      const { code, last } = await programs.run(command, env, (line) => progress.update(line));
      progress.end();
      if (code !== 0) throw failure(last, advice);
    }
    withFiles("given an environment in", folder, advice, () => {
      writeLabConfig(join(prefix, "etc", "jupyter"));
      makeCurrent(folder, basename(prefix));
    });
  } catch (error) {
    remove(prefix);
    throw error;
  } finally {
    programs.end();
  }
  sweep(folder, prefix);
  return prefix;
}

/** Before minutes of work, not after them. */
function requireRoom(folder: string, advice: readonly string[]): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= ROOM) return;
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
  throw new CommandError(
    `JupyterLab needs ${megabytes(ROOM)} of disk, and ${megabytes(free)} are free in ${folder}`,
    advice,
    { argument: "folder", actual: free, expected: `${ROOM} bytes` },
  );
}

/** What pip's own words mean. */
const REASONS: readonly [RegExp, string][] = [
  [/No space left|Errno 28|Disk quota/i, "The disk is full."],
  [
    /name resolution|getaddrinfo|NewConnectionError|ConnectTimeout|ProxyError|unreachable|Could not find a version/i,
    "PyPI, from which it comes, cannot be reached.",
  ],
];

function failure(last: string, advice: readonly string[]): CommandError {
  const [, reason] = REASONS.find(([pattern]) => pattern.test(last)) ?? [];
  const first = `JupyterLab could not be installed. ${reason ?? "The last lines of what pip said:"}`;
  const todo = reason?.includes("disk") === true ? advice : [`${ENVIRONMENT_ADVICE}.`];
  return new CommandError(`${first}\n${last.replace(/^/gm, "  | ")}`, [
    ...todo,
    "Then type the same again. Nothing half-made is left.",
  ]);
}
