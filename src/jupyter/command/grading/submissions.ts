/** The files of a folder that are graded, and whose they are. */
import { readdirSync, statSync } from "node:fs";
import { basename, extname, join, relative, sep } from "node:path";
import { CommandError, isSystemError, reasonOf } from "../errors";

/** A notebook that somebody handed in. */
export interface Submission {
  /** The name of the learner: the folder's below the one that is graded, or the file's. */
  learner: string;
  path: string;
}

export interface Found {
  submissions: Submission[];
  /** The other files, by their paths in the folder. */
  others: string[];
}

/** Folders that hold no submissions. */
const PASSED_OVER = /^(?:\..*|node_modules|__MACOSX|factorlab-notebooks)$/;
/** Folders that hold those of the learners, in a course of nbgrader and elsewhere. */
const NO_LEARNER = /^(?:submitted|submissions)$/i;
/** What Moodle puts behind a name. */
const MOODLE = /_\d+_assignsubmission_.*$/;

/**
 * Finds the notebooks in a folder and the folders in it; a single notebook is found as well.
 * @throws CommandError where the folder cannot be read, or has no notebook.
 */
export function findSubmissions(folder: string): Found {
  const files = filesIn(folder).map((path) => ({ path, name: relative(folder, path) || basename(path) }));
  const isNotebook = ({ name }: { name: string }): boolean => extname(name).toLowerCase() === ".ipynb";
  const submissions = files
    .filter(isNotebook)
    .map(({ path, name }) => ({ path, learner: learnerOf(name) }))
    .sort((a, b) => byName(a.learner, b.learner) || byName(a.path, b.path));
  if (submissions.length === 0)
    throw new CommandError(`There is no notebook in ${folder}.`, [
      "factorlab grade wants a folder with files that end in .ipynb, or with a folder for each learner.",
    ]);
  const others = files.filter((file) => !isNotebook(file)).map(({ name }) => name);
  return { submissions, others: others.sort(byName) };
}

const byName = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });

/** The files of a folder and of those in it. @throws CommandError where the folder itself cannot be read. */
function filesIn(folder: string): string[] {
  try {
    return statSync(folder).isFile() ? [folder] : filesBelow(folder);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const reason = error.code === "ENOENT" ? "it is not there" : reasonOf(error);
    throw new CommandError(`${folder} cannot be read: ${reason}.`, [], {
      argument: "folder",
      actual: folder,
    });
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (PASSED_OVER.test(entry.name)) return [];
    const path = join(folder, entry.name);
    // A link to a folder could lead back here.
    if (!entry.isDirectory()) return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? [] : [path];
    try {
      return filesBelow(path);
    } catch (error) {
      // Named among the files that were not read; the others are graded.
      if (isSystemError(error)) return [path];
      throw error;
    }
  });
}

function learnerOf(name: string): string {
  const parts = name.split(sep);
  while (parts.length > 1 && NO_LEARNER.test(parts[0])) parts.shift();
  const own = parts.length > 1 ? parts[0] : basename(parts[0], extname(parts[0]));
  return own.replace(MOODLE, "") || own;
}
