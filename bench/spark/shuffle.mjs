// Bytes that Spark says it has shuffled, beside those that the formula of cost.mjs foresees.
import { join } from "node:path";
import { progress } from "../../scripts/lib/progress.mjs";
import { csvFolder, ratingsFolder, readColumns } from "../speed/data.mjs";
import { trained } from "./cluster.mjs";
import { iterationBytes } from "./cost.mjs";
import { shuffled } from "./metrics.mjs";

const ITERATIONS = 3;
const TEN = { features: 10, userBlocks: 10, itemBlocks: 10 };
const CASES = [
  { ratings: 1e5, ...TEN },
  { ratings: 1e6, ...TEN },
  { ratings: 1e5, features: 64, userBlocks: 4, itemBlocks: 4 },
  { ratings: 1e6, features: 64, userBlocks: 10, itemBlocks: 10 },
  { ratings: 1e6, features: 10, userBlocks: 40, itemBlocks: 20 },
  { ratings: 1e6, ...TEN, implicit: true },
  { ratings: 1e7, ...TEN },
];
const QUICK = CASES.filter(({ ratings }) => ratings === 1e5);

/** How many ratings each user, and each item, has. */
export function countsOf(ratings) {
  const { users, items, userColumn, itemColumn } = readColumns(ratingsFolder(ratings));
  const counted = (places, rows) => {
    const counts = new Int32Array(rows);
    for (const place of places) counts[place]++;
    return { counts };
  };
  return [counted(userColumn, users), counted(itemColumn, items)];
}

/**
 * @param {import("../../scripts/lib/spark/cluster.mjs").Cluster} cluster
 * @param {boolean} quick
 * @param {(row: object) => void} keep receives a row for each case
 */
export async function shuffle(cluster, quick, keep) {
  for (const { ratings, implicit = false, ...layout } of quick ? QUICK : CASES) {
    const { features, userBlocks, itemBlocks } = layout;
    const kind = implicit ? "implicit" : "explicit";
    const shown = progress(
      `${ratings.toLocaleString("en")} ratings, ${kind}, ${features} features, ${userBlocks} × ${itemBlocks} blocks`,
    );
    const [users, items] = countsOf(ratings);
    const settings = { ...layout, implicit, iterations: ITERATIONS };
    const { stages } = await trained(cluster, settings, join(csvFolder(ratings), "ratings.csv"));
    const found = shuffled(stages, settings);
    const formula = iterationBytes(users, items, layout);
    const sizes = { users: users.counts.length, items: items.counts.length };
    shown.end(`${mega(found.iteration)} MB an iteration, by the formula ${mega(formula)}`);
    keep({ ratings, ...sizes, kind, ...layout, ...found, formula });
  }
}

const mega = (bytes) => (bytes / 1e6).toPrecision(4);
