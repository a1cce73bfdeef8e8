import { readdirSync, watch } from "node:fs";
import { join } from "node:path";

/** A compiler writes many files at a time: what was written last is waited for this many milliseconds. */
const QUIET = 300;

/** The folder and those below it. @param {string} folder @returns {string[]} */
function withInner(folder) {
  const inner = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [folder, ...inner.flatMap(({ name }) => withInner(join(folder, name)))];
}

/**
 * Calls `onChange` whenever something in the folders changes, new folders included. Each folder is watched by
 * itself: on Linux, Node 20's recursive watching loses a file that an editor saves by replacing it.
 * @param {string[]} folders
 * @param {() => void} onChange
 * @returns {() => void} ends it
 */
function watchAll(folders, onChange) {
  /** @type {Map<string, import("node:fs").FSWatcher>} */
  const watchers = new Map();
  const look = () => {
    for (const folder of folders.flatMap(withInner)) {
      if (watchers.has(folder)) continue;
      const watcher = watch(folder, () => (look(), onChange()));
      // A folder that was deleted is no longer watched, and that is all.
      watcher.on("error", () => (watcher.close(), watchers.delete(folder)));
      watchers.set(folder, watcher);
    }
  };
  look();
  return () => watchers.forEach((watcher) => watcher.close());
}

/**
 * Rebuilds when something in the folders has changed and nothing has for a moment; one rebuild at a time, and
 * another one after it where something changed meanwhile.
 * @param {string[]} folders
 * @param {() => Promise<unknown>} rebuild
 * @returns {() => void} ends it
 */
export function rebuildOnChange(folders, rebuild) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let busy = false;
  let again = false;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void now(), QUIET);
  };
  async function now() {
    again = busy;
    if (busy) return;
    busy = true;
    await rebuild();
    busy = false;
    if (again) later();
  }
  const close = watchAll(folders, later);
  return () => {
    close();
    clearTimeout(timer);
    again = false;
  };
}

/** What a watching compiler says while all is well. */
const chatter = / - (?:Starting (?:incremental )?compilation|File change detected|Found 0 errors)|^\s*$/;

/**
 * Passes on what a watching compiler has to say, whole lines only, with the name of what it compiles.
 * @param {string} name
 * @param {(line: string) => void} show
 */
export function complaintsOf(name, show) {
  let rest = "";
  return (/** @type {string} */ text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) if (!chatter.test(line)) show(`${name}: ${line}`);
  };
}
