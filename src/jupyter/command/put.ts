/** Installs kernel and extension into a data folder of Jupyter. */
import { cpSync, existsSync, lstatSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { copyPackages, planCopies } from "./copy-package";
import { FilesError, withFiles } from "./errors";
import { factorlabSpec, writeSpec } from "./kernel-spec";
import {
  compareFiles,
  hashFiles,
  manifestFile,
  ownFolders,
  readManifest,
  type Manifest,
  type ManifestComparison,
} from "./manifest";
import { kernelEntry, readPackage } from "./own-package";
import { moveAside, putBack } from "./aside";
import { findObstacles, inTheWay } from "./obstacles";
import { closeStage, makeFolders, openStage, removeEmpty, swapIn, sweepStages } from "./swap";

const [kernelFolder, extensionTarget, ownFolder] = ownFolders;

/** How to take the extension out again, by what JupyterLab calls the package managers. */
const uninstalling = { npm: "factorlab uninstall", python: "pip uninstall factorlab" } as const;

/** The origin of the parts to install. */
export interface PackageSource {
  /** The folder of the npm package. */
  package: string;
  /** The built extension: the folder with its `package.json` and `static`. */
  extension: string;
  /** The Node that runs the kernel. */
  node: string;
  /** Whether the kernel gets a copy of the package, or runs from its folder, as in a checkout. */
  copy: boolean;
}

export interface Installed {
  kernel: string;
  extension: string;
  /** The folder of the copied package. */
  copy?: string;
  /** The version that was installed before. */
  before?: string;
  /** Files of the older installation that had been changed, and were replaced; copies of them are beside them. */
  overwritten: string[];
  /** The new paths of what stood in the way and was moved aside. */
  aside: string[];
}

/**
 * Installs everything or nothing; replaces an older installation, and keeps other programs' files in its folders.
 * @param data Jupyter's data folder, which is made when it is missing.
 * @param force Whether to move aside what stands in the way.
 * @throws FilesError when something else stands there, or files cannot be written; then nothing has changed.
 */
export function putInto(data: string, source: PackageSource, force = false): Installed {
  requireExtension(source.extension);
  const advice = ["Choose a place that you may write to: --user, --sys-prefix or --prefix PATH"];
  return withFiles("installed into", data, advice, () => {
    sweepStages(data);
    const before = manifestBefore(data, force);
    const made: string[] = [];
    let [stage, aside]: [string | undefined, string[]] = [undefined, []];
    try {
      for (const folder of ownFolders) makeFolders(dirname(join(data, folder)), made);
      stage = openStage(data);
      const files = fillStage(stage, data, source);
      const obstacles = findObstacles(data, before, files);
      if (obstacles.length > 0 && !force) throw inTheWay(data, obstacles);
      const folders = obstacles.map(({ folder }) => folder);
      if (folders.length > 0) aside = moveAside(data, folders);
      return { ...swapStage(stage, data, source, before, files, made), aside };
    } catch (error) {
      if (aside.length > 0) putBack(data);
      throw error;
    } finally {
      if (stage !== undefined) closeStage(stage);
      removeEmpty(made);
    }
  });
}

/** The list of an older installation; with force, a broken one counts as a stranger's. */
function manifestBefore(data: string, force: boolean): Manifest | undefined {
  try {
    return readManifest(data);
  } catch (error) {
    if (!force) throw error;
    return undefined;
  }
}

/** Puts the new files into the stage; returns their hashes, by their paths. */
function fillStage(stage: string, data: string, source: PackageSource): Record<string, string> {
  const fresh = join(stage, "new");
  const from = source.copy ? join(data, ownFolder, "node_modules", "factorlab") : source.package;
  mkdirSync(join(fresh, ownFolder), { recursive: true });
  if (source.copy) copyPackages(planCopies(source.package), join(fresh, ownFolder));
  writeSpec(join(fresh, kernelFolder), factorlabSpec(source.node, kernelEntry(from)));
  copyExtension(source.extension, join(fresh, extensionTarget), "npm");
  return hashFiles(fresh);
}

/** Gives the files in the stage their places. */
function swapStage(
  stage: string,
  data: string,
  source: PackageSource,
  before: Manifest | undefined,
  files: Record<string, string>,
  made: string[],
): Omit<Installed, "aside"> {
  const fresh = join(stage, "new");
  const old = before === undefined ? undefined : compareFiles(data, before);
  keepOthers(data, fresh, old);
  const manifest: Manifest = {
    format: 1,
    version: readPackage(source.package).version,
    files,
    folders: [...new Set([...made.map((folder) => below(data, folder)), ...(before?.folders ?? [])])],
  };
  writeFileSync(manifestFile(fresh), JSON.stringify(manifest, null, 1) + "\n");
  swapIn(stage, data, ownFolders);
  return {
    kernel: join(data, kernelFolder),
    extension: join(data, extensionTarget),
    ...(source.copy ? { copy: join(data, ownFolder) } : {}),
    ...(before === undefined ? {} : { before: before.version }),
    overwritten: (old?.changed ?? []).map((file) => join(data, file)),
  };
}

/** Takes along files of others, and those of ours that were changed, under another name. */
function keepOthers(data: string, fresh: string, old: ManifestComparison | undefined): void {
  const keep = (file: string, name: string): void => {
    for (let number = 1; ; number++) {
      const to = join(fresh, number === 1 ? name : `${name}-${number}`);
      if (lstatSync(to, { throwIfNoEntry: false }) !== undefined) continue;
      mkdirSync(dirname(to), { recursive: true });
      cpSync(join(data, file), to, { verbatimSymlinks: true, preserveTimestamps: true });
      return;
    }
  };
  for (const file of old?.foreign ?? []) keep(file, file);
  for (const file of old?.changed ?? []) keep(file, `${file}.changed`);
}

/** A folder relative to the data folder, as in the manifest: `..` is the folder above. */
function below(data: string, folder: string): string {
  return relative(data, folder).split(sep).join("/") || ".";
}

/** Copies the built extension, with the note of who has installed it. */
export function copyExtension(from: string, to: string, installer: keyof typeof uninstalling): void {
  cpSync(from, to, { recursive: true, dereference: true });
  const note = {
    packageManager: installer,
    packageName: "factorlab",
    uninstallInstructions: uninstalling[installer],
  };
  // JupyterLab shows this note in its list of extensions.
  writeFileSync(join(to, "install.json"), JSON.stringify(note, null, 2) + "\n");
}

function requireExtension(folder: string): void {
  if (existsSync(join(folder, "package.json"))) return;
  throw new FilesError(
    `${folder} is missing or holds no built JupyterLab extension`,
    ["In a checkout: npm run build"],
    {
      argument: "extension",
      actual: folder,
      expected: "the folder of a built extension",
    },
  );
}
