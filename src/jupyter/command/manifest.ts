/** The list of installed files; `uninstall` removes these and nothing else. */
import { append } from "../../lists";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, sep } from "node:path";
import { FilesError } from "./errors";
import { self } from "./invocation";

/** Factorlab's folders, relative to Jupyter's data folder; the last one holds the list of files. */
export const ownFolders = ["kernels/factorlab", "labextensions/factorlab-jupyterlab", "factorlab"] as const;

export interface Manifest {
  format: 1;
  /** The version of Factorlab. */
  version: string;
  /** The sha256 of each file, by its path relative to the data folder, with `/` on every system. */
  files: Record<string, string>;
  /** The folders that the installation made, relative to the data folder. */
  folders: string[];
}

export function manifestFile(data: string): string {
  return join(data, "factorlab", "manifest.json");
}

/**
 * Reads the manifest; undefined where there is none.
 * @throws FilesError when it is broken, because its paths cannot be trusted then.
 */
export function readManifest(data: string): Manifest | undefined {
  const file = manifestFile(data);
  // Behind a link is somebody else's folder, whatever is in it.
  if (!lstatSync(dirname(file), { throwIfNoEntry: false })?.isDirectory()) return undefined;
  if (!lstatSync(file, { throwIfNoEntry: false })?.isFile()) return undefined;
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (isManifest(value)) return value;
  } catch {
    // The error below covers this case.
  }
  throw new FilesError(`The list of installed files is broken: ${file}`, [
    `${self} install --force moves these folders aside; or delete them by hand:`,
    ...ownFolders.map((folder) => join(data, folder)),
  ]);
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== "object" || value === null) return false;
  const { format, version, files, folders } = value as Partial<Record<keyof Manifest, unknown>>;
  return (
    format === 1 &&
    typeof version === "string" &&
    typeof files === "object" &&
    files !== null &&
    Object.entries(files).every(([path, hash]) => typeof hash === "string" && isOwn(path)) &&
    Array.isArray(folders) &&
    folders.every((folder) => /^(kernels|labextensions|\.|\.\.(\/\.\.)*)$/.test(String(folder)))
  );
}

/** Whether a path is in one of Factorlab's folders, without leading out of it. */
function isOwn(path: string): boolean {
  return posix.normalize(path) === path && ownFolders.some((folder) => path.startsWith(`${folder}/`));
}

/** The sorted paths of all files below a folder, with `/` on every system; links count as files. */
export function listFiles(folder: string): string[] {
  if (!existsSync(folder) || !lstatSync(folder).isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join("/"),
    )
    .sort();
}

/** The sha256 of each file in Factorlab's folders, below a data folder or a folder that is to become one. */
export function hashFiles(data: string): Record<string, string> {
  const paths = ownFolders.flatMap((own) => listFiles(join(data, own)).map((file) => `${own}/${file}`));
  return Object.fromEntries(paths.map((path) => [path, hashFile(join(data, path))]));
}

/** The sha256 of a file's bytes; the empty string for anything else, such as a link that replaced the file. */
export function hashFile(file: string): string {
  if (!lstatSync(file).isFile()) return "";
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

export interface ManifestComparison {
  same: string[];
  changed: string[];
  missing: string[];
  /** Files in Factorlab's folders that are not in the manifest. */
  foreign: string[];
}

/** Compares the files on disk with the manifest. */
export function compareFiles(data: string, manifest: Manifest): ManifestComparison {
  const result: ManifestComparison = { same: [], changed: [], missing: [], foreign: [] };
  const present = new Set(
    ownFolders.flatMap((own) => listFiles(join(data, own)).map((file) => `${own}/${file}`)),
  );
  present.delete("factorlab/manifest.json");
  for (const [path, hash] of Object.entries(manifest.files)) {
    if (!present.delete(path)) result.missing.push(path);
    else result[hashFile(join(data, path)) === hash ? "same" : "changed"].push(path);
  }
  append(result.foreign, present);
  return result;
}
