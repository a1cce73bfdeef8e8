/** What stands where Factorlab's folders are to be, and is not from Factorlab. */
import { lstatSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { self } from "./invocation";
import { FilesError } from "./errors";
import { hashFile, listFiles, ownFolders, type Manifest } from "./manifest";

export interface Obstacle {
  /** One of Factorlab's folders, relative to the data folder. */
  folder: string;
  /** What is there, such as "a link to /elsewhere". */
  what: string;
}

/**
 * Finds what installing would have to delete. An installation's own folders are none, also where its list is lost but all
 * files are those that would be written again; a link in the place of a folder is, wherever it leads.
 * @param manifest The list of an installation that is there.
 * @param files The hashes of the files to install, by their paths relative to the data folder. @default not known
 */
export function findObstacles(
  data: string,
  manifest: Manifest | undefined,
  files: Readonly<Record<string, string>> = {},
): Obstacle[] {
  return ownFolders.flatMap((folder) => {
    const isSame = (file: string): boolean =>
      hashFile(join(data, folder, file)) === files[`${folder}/${file}`];
    const what = describe(join(data, folder), manifest !== undefined, isSame);
    return what === undefined ? [] : [{ folder, what }];
  });
}

function describe(path: string, isInstalled: boolean, isSame: (file: string) => boolean): string | undefined {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined) return undefined;
  if (status.isSymbolicLink()) return `a link to ${readlinkSync(path)}`;
  if (!status.isDirectory()) return "a file";
  if (isInstalled) return undefined;
  const files = listFiles(path);
  if (files.every(isSame)) return undefined;
  const more = files.length > 3 ? ` and ${files.length - 3} more` : "";
  return `a folder that is not from Factorlab, with ${files.slice(0, 3).join(", ")}${more}`;
}

/** The error for what stands in the way, with what to type. */
export function inTheWay(data: string, obstacles: readonly Obstacle[]): FilesError {
  const lines = obstacles.map(({ folder, what }) => `  ${join(data, folder)}: ${what}`);
  return new FilesError(
    `Factorlab could not be installed into ${data}: something else stands there, and nothing was changed.\n${lines.join("\n")}`,
    [forceAdvice],
    { argument: "folder", actual: obstacles[0].what, expected: "folders that are free or from Factorlab" },
  );
}

export const forceAdvice: string = `${self} install --force moves it aside, and ${self} uninstall brings it back. Or choose another place.`;
