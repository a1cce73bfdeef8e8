// The formula of what is sent, from what was measured up to 10 billion ratings on 100 nodes.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { logChart } from "../speed/chart.mjs";
import { shapeOf } from "../speed/data.mjs";
import { iterationBytes, modelBytes, ratingBytes, taskBytes } from "./cost.mjs";
import { lawOf } from "./law.mjs";

/** Cores are those of each node. */
const LARGE = { ratings: 1e10, nodes: 100, cores: 16 };
/** What a node can send in a second: 10 Gbit. */
const BANDWIDTH = 1.25e9;
const SIZES = [1e5, 1e6, 1e7, 1e8, 1e9, 1e10];
const BLOCKS = [100, 400, 1600];
const FEATURES = [10, 64];
const DRAWN = [
  { features: 10, blocks: 10 },
  { features: 64, blocks: 10 },
  { features: 64, blocks: 400 },
];

const layoutOf = ({ features, blocks }) => ({ features, userBlocks: blocks, itemBlocks: blocks });
const bytesAt = (ratings, layout) => {
  const { users, items } = lawOf(shapeOf(ratings));
  return iterationBytes(users, items, layoutOf(layout));
};

/**
 * One way to deal the large case into blocks.
 * @param {{ features: number, blocks: number }} layout
 * @param {object[]} measured rows of shuffle
 */
function dealt(layout, measured) {
  const shape = shapeOf(LARGE.ratings);
  const { users, items } = lawOf(shape);
  const iteration = iterationBytes(users, items, layoutOf(layout));
  const node = iteration / LARGE.nodes;
  return {
    ...layout,
    iteration,
    node,
    // What stays on the node that it comes from is not sent.
    sending: (node * (1 - 1 / LARGE.nodes)) / BANDWIDTH,
    solving: solvingSeconds(layout, measured),
    task: taskBytes(users, items, layoutOf(layout)),
    model: modelBytes(shape.users, shape.items, layout.features),
  };
}

/** Seconds of an iteration's arithmetic, in proportion to the most ratings that were measured; null where none were. */
function solvingSeconds({ features, blocks }, measured) {
  const alike = measured.filter((row) => row.features === features && row.userBlocks === row.itemBlocks);
  const { cpu, ratings } = alike.reduce((a, b) => (b.ratings > a.ratings ? b : a), { ratings: 0 });
  // A block is solved by one core.
  const busy = Math.min(blocks, LARGE.nodes * LARGE.cores);
  return ratings === 0 ? null : ((cpu / ratings) * LARGE.ratings) / busy;
}

/** The figures of explicit ratings that there are. */
function measuredRows(folder, quick) {
  const file = join(folder, quick ? "shuffle-quick.json" : "shuffle.json");
  if (!existsSync(file)) return [];
  return JSON.parse(readFileSync(file, "utf8")).rows.filter(({ kind }) => kind === "explicit");
}

/** Those of them that lie on one of the lines. */
const pointsOf = (rows) =>
  rows
    .filter(({ features, userBlocks, itemBlocks }) =>
      DRAWN.some(
        (one) => one.features === features && one.blocks === userBlocks && one.blocks === itemBlocks,
      ),
    )
    .map(({ ratings, iteration }) => [ratings, iteration / 1e9]);

/**
 * Draws the chart into the folder, with the figures that are there.
 * @param {string} folder
 * @param {boolean} quick
 * @returns the large case, and each way to deal it
 */
export function paper(folder, quick) {
  const rows = measuredRows(folder, quick);
  const lines = DRAWN.map(({ features, blocks }) => ({
    name: `${features} features, ${blocks} blocks`,
    points: SIZES.map((ratings) => [ratings, bytesAt(ratings, { features, blocks }) / 1e9]),
    dashed: true,
  }));
  // The title says what dots are; a name would lie on a line.
  const points = pointsOf(rows);
  const dots = points.length > 0 ? [{ name: "", points, line: false }] : [];
  const title = "GB shuffled in an iteration of Spark's ALS: lines by the formula, dots measured";
  const svg = logChart({ title, x: "ratings", y: "GB an iteration", series: [...lines, ...dots] });
  writeFileSync(join(folder, "shuffle.svg"), svg);
  const dealing = FEATURES.flatMap((features) => BLOCKS.map((blocks) => dealt({ features, blocks }, rows)));
  const { users, items } = shapeOf(LARGE.ratings);
  return { ...LARGE, users, items, ratingBytes: ratingBytes(LARGE.ratings), dealing };
}
