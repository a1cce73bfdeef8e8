/** The notebooks that come with Factorlab, as copies to work in. */
import { constants, copyFileSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "../../package";
import { CommandError, withFiles } from "../errors";

const FOLDER = "factorlab-notebooks";

export interface CopiedNotebooks {
  folder: string;
  /** The first chapter. */
  first: string;
  /** How many were copied; those that were there stay as they are. */
  copied: number;
}

/**
 * Copies the notebooks into a folder below this one; never over a file.
 * @throws CommandError where they are not in the package, or cannot be written.
 */
export function copyNotebooks(below: string): CopiedNotebooks {
  const from = join(packageFolder, "notebooks");
  const names = existsSync(from) ? readdirSync(from).filter((name) => name.endsWith(".ipynb")) : [];
  const first = names.sort()[0];
  if (first === undefined)
    throw new CommandError(`There are no notebooks in ${from}: this package is not whole.`);
  const folder = join(below, FOLDER);
  let copied = 0;
  withFiles("given notebooks in", folder, ["Type the same in a folder of your own."], () => {
    mkdirSync(folder, { recursive: true });
    for (const name of names) {
      if (existsSync(join(folder, name))) continue;
      copyFileSync(join(from, name), join(folder, name), constants.COPYFILE_EXCL);
      copied++;
    }
  });
  return { folder, first: join(folder, first), copied };
}
