import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isWindows, root } from "./paths.mjs";

/**
 * The program and first arguments that run npm. As a script for this Node, because Windows cannot spawn
 * `npm.cmd` without a shell, whose quoting rules would spoil paths with spaces.
 * @returns {string[]}
 */
export function npmCommand() {
  const beside = dirname(process.execPath);
  const running = process.env.npm_execpath ?? "";
  const places = [
    // Somebody may have typed `yarn start`.
    ...(basename(running) === "npm-cli.js" ? [running] : []),
    join(beside, "node_modules", "npm", "bin", "npm-cli.js"),
    join(beside, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
  ];
  const script = places.find((place) => existsSync(place));
  if (script) return [process.execPath, script];
  return isWindows ? ["cmd", "/d", "/c", "npm"] : ["npm"];
}

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} Package */

/**
 * Whether what npm says it has installed is what the lockfile wants. Optional packages of other systems are
 * in the lockfile only.
 * @param {Record<string, Package>} wanted
 * @param {Record<string, Package>} installed
 */
export function agrees(wanted, installed) {
  const inModules = (/** @type {string} */ name) => /(^|\/)node_modules\//.test(name);
  const missing = Object.entries(wanted).filter(
    ([name, { version, integrity, optional }]) =>
      inModules(name) &&
      (installed[name]
        ? installed[name].version !== version || installed[name].integrity !== integrity
        : !optional),
  );
  return missing.length === 0 && Object.keys(installed).every((name) => name in wanted);
}

/**
 * Whether node_modules is complete and fits the lockfile, say after an `npm install` by hand. npm writes its
 * own list last and removes it first, so an interrupted installation has none.
 */
export function isInstalled() {
  try {
    const read = (/** @type {string} */ file) => JSON.parse(readFileSync(join(root, file), "utf8")).packages;
    return agrees(read("package-lock.json"), read("node_modules/.package-lock.json"));
  } catch {
    return false;
  }
}
