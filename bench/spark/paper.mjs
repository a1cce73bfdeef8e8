// The formula of what is sent, from what was measured up to 10 billion ratings on 100 nodes.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { logChart } from "../speed/chart.mjs";
import { shapeOf } from "../speed/data.mjs";
import { iterationBytes, modelBytes, ratingBytes, taskBytes } from "./cost.mjs";
import { lawOf } from "./law.mjs";

const LARGE = { ratings: 1e10, nodes: 100 };
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

/** One way to deal the large case into blocks. */
function dealt(layout) {
  const shape = shapeOf(LARGE.ratings);
  const { users, items } = lawOf(shape);
  const iteration = iterationBytes(users, items, layoutOf(layout));
  const node = iteration / LARGE.nodes;
  return {
    ...layout,
    iteration,
    node,
    // What stays on the node that it comes from is not sent.
    seconds: (node * (1 - 1 / LARGE.nodes)) / BANDWIDTH,
    task: taskBytes(users, items, layoutOf(layout)),
    model: modelBytes(shape.users, shape.items, layout.features),
  };
}

/** The measured points of a figure, where there are any. */
function measuredPoints(folder, quick) {
  const file = join(folder, quick ? "shuffle-quick.json" : "shuffle.json");
  if (!existsSync(file)) return [];
  const { rows } = JSON.parse(readFileSync(file, "utf8"));
  const drawn = ({ features, userBlocks, itemBlocks, kind }) =>
    kind === "explicit" &&
    userBlocks === itemBlocks &&
    DRAWN.some((one) => one.features === features && one.blocks === userBlocks);
  return rows.filter(drawn).map(({ ratings, iteration }) => [ratings, iteration / 1e9]);
}

/**
 * Draws the chart into the folder, with the figures that are there.
 * @param {string} folder
 * @param {boolean} quick
 * @returns the large case, and each way to deal it
 */
export function paper(folder, quick) {
  const series = DRAWN.map(({ features, blocks }) => ({
    name: `${features} features, ${blocks} blocks`,
    points: SIZES.map((ratings) => [ratings, bytesAt(ratings, { features, blocks }) / 1e9]),
    dashed: true,
  }));
  const points = measuredPoints(folder, quick);
  // The title says what dots are; a name would lie on a line.
  const measured = points.length > 0 ? [{ name: "", points, line: false }] : [];
  const title = "GB shuffled in an iteration of Spark's ALS: lines by the formula, dots measured";
  const svg = logChart({ title, x: "ratings", y: "GB an iteration", series: [...series, ...measured] });
  writeFileSync(join(folder, "shuffle.svg"), svg);
  const dealing = FEATURES.flatMap((features) => BLOCKS.map((blocks) => dealt({ features, blocks })));
  const { users, items } = shapeOf(LARGE.ratings);
  return { ...LARGE, users, items, ratingBytes: ratingBytes(LARGE.ratings), dealing };
}
