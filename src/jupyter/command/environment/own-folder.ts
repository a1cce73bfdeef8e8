/** The environment that `factorlab lab` makes for itself: where it is, and which one counts. */
import { existsSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { packageFolder } from "../../package";
import { CommandError } from "../errors";
import { isProcessAlive } from "../swap";
import { pathsOf, type System } from "../system";

/** An environment's folder: the process that made it, and when. */
const FOLDER_NAME = /^env-(\d+)-\d+$/;
const CURRENT = "current.json";

/** The file that pins JupyterLab and what it needs. */
export const requirements: string = join(packageFolder, "requirements.txt");

/**
 * The folder for environments: `lab` in the one that `FACTORLAB_HOME` names, else in `factorlab` in the user's data
 * folder, where tools such as uv and pipx keep theirs.
 * @throws CommandError where the user's own folder is not known.
 */
export function ownFolder(system: System): string {
  const { platform, env, home } = system;
  const paths = pathsOf(system);
  const data =
    platform === "darwin"
      ? paths.join(home, "Library", "Application Support")
      : platform === "win32"
        ? env.LOCALAPPDATA || paths.join(home, "AppData", "Local")
        : env.XDG_DATA_HOME || paths.join(home, ".local", "share");
  const folder = paths.join(env.FACTORLAB_HOME || paths.join(data, "factorlab"), "lab");
  if (paths.isAbsolute(folder)) return folder;
  throw new CommandError(
    `The folder for Factorlab's own environment would be ${JSON.stringify(folder)}, which depends on the folder that one is in.`,
    ["Set FACTORLAB_HOME to an absolute path."],
    { argument: "FACTORLAB_HOME", actual: folder, expected: "an absolute path of a folder" },
  );
}

/** A finished environment. */
export interface OwnEnvironment {
  prefix: string;
  /** Whether it was made for what this version of Factorlab pins. */
  isCurrent: boolean;
}

/** The environment that counts; undefined where none was made. */
export function ownEnvironment(system: System): OwnEnvironment | undefined {
  try {
    const folder = ownFolder(system);
    const note: unknown = JSON.parse(readFileSync(join(folder, CURRENT), "utf8"));
    const { name, stamp } = note as Record<string, unknown>;
    if (typeof name !== "string" || !FOLDER_NAME.test(name)) return undefined;
    return { prefix: join(folder, name), isCurrent: stamp === currentStamp() };
  } catch {
    // A note that is missing or broken, which the next environment's replaces.
    return undefined;
  }
}

/** A new environment's folder, which nobody else has. */
export function newPrefix(folder: string): string {
  return join(folder, `env-${process.pid}-${Date.now()}`);
}

/** Lets an environment count, in one step, so that it does as a whole or not at all. */
export function makeCurrent(folder: string, name: string): void {
  const file = join(folder, CURRENT);
  writeFileSync(`${file}.${process.pid}`, JSON.stringify({ name, stamp: currentStamp() }));
  renameSync(`${file}.${process.pid}`, file);
}

/** Removes environments that do not count, but for those that a running process makes. */
export function sweep(folder: string, current: string | undefined): void {
  for (const name of environmentsIn(folder)) {
    const pid = Number(FOLDER_NAME.exec(name)![1]);
    const isBeingMade = pid !== process.pid && isProcessAlive(pid);
    if (join(folder, name) !== current && !isBeingMade) remove(join(folder, name));
  }
}

/** The names of the environments in a folder. */
export function environmentsIn(folder: string): string[] {
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder).filter((name) => FOLDER_NAME.test(name));
}

export function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}

/** Removes the note of which environment counts. @returns Whether there was one. */
export function removeNote(folder: string): boolean {
  const file = join(folder, CURRENT);
  if (!existsSync(file)) return false;
  rmSync(file);
  return true;
}

function currentStamp(): string {
  return createHash("sha256").update(readFileSync(requirements)).digest("hex");
}
