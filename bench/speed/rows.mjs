// Each row of the table: the work, both sides' settings, and the goal for their time ÷ ours. What a row fixes, so that
// both do the same, stands in `fixes`. A run of `quick` has fewer sizes and shorter work.
import { rows as alone } from "./rows/alone.mjs";
import { rows as explicit } from "./rows/explicit.mjs";
import { rows as implicit } from "./rows/implicit.mjs";
import { rows as javascript } from "./rows/javascript.mjs";
import { rows as rest } from "./rows/rest.mjs";
import { rows as tables } from "./rows/tables.mjs";

/**
 * @typedef {object} Row
 * @property {string} work
 * @property {string | null} peer null where the row has only a most
 * @property {number | null} goal the least of their time ÷ ours, or of their memory ÷ ours
 * @property {number} [most] the most seconds that ours may take
 * @property {"memory"} [compare] memory in place of time
 * @property {{ ours: number, theirs: number }} threads
 * @property {number} rounds
 * @property {object} ours a task of ours.mjs
 * @property {object} [theirs] a task of theirs.py or npm-peers.mjs
 * @property {string} fixes
 */

/**
 * The rows of the table, in its order, whose work or peer holds one of the words.
 * @param {boolean} quick
 * @param {string[]} words none for all
 * @returns {Row[]}
 */
export function rowsWith(quick, words) {
  const all = [explicit, implicit, tables, rest, javascript, alone].flatMap((rows) => rows(quick));
  const named = ({ work, peer }) => `${work} ${peer ?? ""}`.toLowerCase();
  return words.length === 0
    ? all
    : all.filter((row) => words.some((word) => named(row).includes(word.toLowerCase())));
}
