import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/**
 * Removes what was compiled from sources that are no longer there: the compiler leaves it, and it would be
 * packed, found by imports and checked like the rest.
 * @param {string} compiled folder
 * @param {string} sources folder
 * @param {string[]} [others] folders inside `compiled` that something else fills
 */
export function prune(compiled, sources, others = []) {
  for (const entry of readdirSync(compiled, { withFileTypes: true })) {
    const file = join(compiled, entry.name);
    if (entry.isDirectory()) {
      if (!others.includes(entry.name)) prune(file, join(sources, entry.name));
      continue;
    }
    const name = /^(.+?)(?:\.d\.c?ts|\.c?js)(?:\.map)?$/.exec(entry.name)?.[1];
    if (name && ![".ts", ".tsx", ".cjs"].some((end) => existsSync(join(sources, name + end)))) rmSync(file);
  }
}

/**
 * The files in a folder, and in those below it, whose names end so.
 * @param {string} folder
 * @param {string} end
 * @param {string[]} [without] folders that are left out
 * @returns {string[]}
 */
export function filesIn(folder, end, without = []) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return without.includes(entry.name) ? [] : filesIn(path, end);
    return entry.name.endsWith(end) ? [path] : [];
  });
}
