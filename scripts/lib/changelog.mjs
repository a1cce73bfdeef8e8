import { UsageError } from "./arguments.mjs";

/** A version's heading, as `beginVersion` writes it: the version links to its release. */
const heading = (/** @type {string} */ version) => {
  const literal = version.replaceAll(".", "\\.");
  return new RegExp(`^## \\[?${literal}\\]?(?:\\(\\S+\\))?(?: - (\\d{4}-\\d\\d-\\d\\d))?$`, "m");
};

/**
 * What the changelog says of a version, without its heading.
 * @param {string} changelog
 * @param {string} version or "Unreleased"
 * @returns {string | null} null where it has no such section
 */
export function section(changelog, version) {
  const found = heading(version).exec(changelog);
  if (!found) return null;
  return changelog
    .slice(found.index + found[0].length)
    .split(/^## /m)[0]
    .trim();
}

/**
 * The day on which a version was released.
 * @param {string} changelog
 * @param {string} version
 */
export function releaseDate(changelog, version) {
  return heading(version).exec(changelog)?.[1] ?? null;
}

/**
 * Makes what is unreleased the section of a version.
 * @param {string} changelog
 * @param {{ version: string, date: string, address: string }} release
 */
export function beginVersion(changelog, { version, date, address }) {
  if (section(changelog, version) !== null)
    throw new UsageError(`CHANGELOG.md has a section ${version} already.`);
  if (!section(changelog, "Unreleased")) throw new UsageError("CHANGELOG.md says nothing under Unreleased.");
  const title = `## [${version}](${address}/releases/tag/v${version}) - ${date}`;
  return changelog.replace(heading("Unreleased"), () => `## Unreleased\n\n${title}`);
}
