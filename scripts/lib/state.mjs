import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { home, root } from "./paths.mjs";

const stateFile = join(home, "state.json");

/**
 * A short fingerprint of texts; their borders count.
 * @param {...string} texts
 */
export function fingerprint(...texts) {
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 24);
}

/**
 * All files under a file or folder, sorted, without what builds leave there.
 * @param {string} path
 * @returns {string[]}
 */
export function filesUnder(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [path];
  const made = new Set(["node_modules", "lib", "dist", ".ipynb_checkpoints"]);
  const names = readdirSync(path).filter((name) => !made.has(name) && !name.endsWith(".tsbuildinfo"));
  return names.sort().flatMap((name) => filesUnder(join(path, name)));
}

/**
 * A fingerprint of the names and contents of files and folders.
 * @param {string[]} paths
 * @param {string} [base] names are taken relative to it, so that a checkout may be moved
 */
export function fingerprintFiles(paths, base = root) {
  const files = paths.flatMap(filesUnder);
  return fingerprint(
    ...files.flatMap((file) => [relative(base, file).split(sep).join("/"), readFileSync(file, "latin1")]),
  );
}

/**
 * The stamps of the set-up steps that have succeeded, by step.
 * @returns {Record<string, string>}
 */
export function readStamps(file = stateFile) {
  try {
    const { stamps } = JSON.parse(readFileSync(file, "utf8"));
    return typeof stamps === "object" && stamps !== null ? stamps : {};
  } catch {
    // None yet, or not readable: every step is done again.
    return {};
  }
}

/**
 * Remembers a step's stamp, or forgets it where `stamp` is null. The file is replaced in one go, so that an
 * interrupted write leaves the old one.
 * @param {string} step
 * @param {string | null} stamp
 */
export function writeStamp(step, stamp, file = stateFile) {
  const stamps = readStamps(file);
  if (stamp === null) delete stamps[step];
  else stamps[step] = stamp;
  mkdirSync(dirname(file), { recursive: true });
  const next = `${file}.${process.pid}`;
  writeFileSync(next, `${JSON.stringify({ stamps }, null, 2)}\n`);
  renameSync(next, file);
}
