// Only syntax that every Node with ES modules can parse: this file is what an old Node gets to see.

/** The oldest Node that the tools below run on; the same as `engines` in package.json. */
export const OLDEST_NODE = [20, 19];

/**
 * What to tell a person whose Node is too old, or null where it is new enough.
 * @param {string} version as `process.version` has it: `"v20.19.0"`
 * @returns {string | null}
 */
export function nodeComplaint(version) {
  const match = /^v?(\d+)\.(\d+)/.exec(version);
  const major = match ? Number(match[1]) : 0;
  const minor = match ? Number(match[2]) : 0;
  const oldest = OLDEST_NODE.join(".");
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return null;
  return (
    "Factorlab needs Node " +
    oldest +
    " or newer and found " +
    version +
    ": install a current Node from https://nodejs.org and try again."
  );
}

/**
 * True where Node is new enough; otherwise says so and sets the exit code.
 * @param {string} version
 * @returns {boolean}
 */
export function requireNode(version) {
  const complaint = nodeComplaint(version);
  if (complaint === null) return true;
  console.error(complaint);
  process.exitCode = 1;
  return false;
}
