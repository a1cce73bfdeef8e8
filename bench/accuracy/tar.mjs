import { gunzipSync } from "node:zlib";

const BLOCK = 512;

/**
 * One file out of a .tar.gz: the first whose path ends in `path`.
 * @param {Buffer} archive
 * @param {string} path
 * @returns {Buffer}
 */
export function extracted(archive, path) {
  const tar = gunzipSync(archive);
  for (let at = 0; at + BLOCK <= tar.length;) {
    const header = tar.subarray(at, at + BLOCK);
    const size = parseInt(header.toString("latin1", 124, 136), 8) || 0;
    const from = at + BLOCK;
    if (nameIn(header).endsWith(path)) return tar.subarray(from, from + size);
    at = from + Math.ceil(size / BLOCK) * BLOCK;
  }
  throw new Error(`There is no ${path} in the archive`);
}

/** Long paths have their beginning in a field of its own. */
function nameIn(header) {
  const text = (from, to) => header.toString("latin1", from, to).split("\0", 1)[0];
  const prefix = text(257, 262) === "ustar" ? text(345, 500) : "";
  return prefix ? `${prefix}/${text(0, 100)}` : text(0, 100);
}
