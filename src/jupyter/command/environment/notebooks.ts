/** The notebooks that come with Factorlab, as copies to work in. */
import { constants, copyFileSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
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
  const names = existsSync(from) ? notebooksBelow(from) : [];
  const first = names[0];
  if (first === undefined)
    throw new CommandError(`There are no notebooks in ${from}: this package is not whole.`);
  const folder = join(below, FOLDER);
  let copied = 0;
  withFiles("given notebooks in", folder, ["Type the same in a folder of your own."], () => {
    for (const name of names) {
      if (existsSync(join(folder, name))) continue;
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      copyFileSync(join(from, name), join(folder, name), constants.COPYFILE_EXCL);
      copied++;
    }
  });
  return { folder, first: join(folder, first), copied };
}

/** The notebooks of a folder, in their order, and then those in other languages, which have a folder each. */
function notebooksBelow(folder: string): string[] {
  const names = readdirSync(folder).sort();
  const languages = names.filter((name) => /^[a-z]{2}$/.test(name));
  const isNotebook = (name: string): boolean => name.endsWith(".ipynb");
  const translated = languages.flatMap((language) =>
    readdirSync(join(folder, language))
      .filter(isNotebook)
      .sort()
      .map((name) => join(language, name)),
  );
  return [...names.filter(isNotebook), ...translated];
}
