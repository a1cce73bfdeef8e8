// Writes the last figures into docs/spark-measured.md, between marks, and the chart beside it.
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/lib/paths.mjs";
import { plainTable, rewrite } from "../speed/docs.mjs";

const digits = (value, count = 3) =>
  Number(value.toPrecision(count)).toLocaleString("en", { maximumSignificantDigits: count });
const size = (bytes, figures = 3) => {
  const unit = ["B", "kB", "MB", "GB", "TB"];
  let n = 0;
  for (; bytes >= 999.5 && n < unit.length - 1; n++) bytes /= 1000;
  return `${digits(bytes, figures)} ${unit[n]}`;
};
const count = (number) => number.toLocaleString("en");
/** Without a sign before zero, and a true minus. */
const signed = (text) => (Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−"));
const fixed = (value) => signed(value.toFixed(4));
const percent = (value) => `${signed((100 * value).toFixed(2))} %`;
const seconds = (value) => `${digits(value)} s`;

/** The names of figures, as the table has them. */
const MEASURES = { train: "RMSE, train", test: "RMSE, test", ndcg: "NDCG at 10", recall: "recall at 10" };

const bySize = (rows) => [...rows].sort((a, b) => a.ratings - b.ratings);

function accuracyTable(rows) {
  return plainTable(
    rows.flatMap(({ data, kind, spark, ours }) => [
      ...Object.entries(MEASURES)
        .filter(([name]) => name in spark.mean)
        .map(([name, measure]) => ({
          ...{ data, feedback: kind, measure },
          "Spark's ALS": `${fixed(spark.mean[name])} (${fixed(spark.width[name])})`,
          ours: `${fixed(ours.mean[name])} (${fixed(ours.width[name])})`,
          difference: fixed(ours.mean[name] - spark.mean[name]),
        })),
      {
        ...{ data, feedback: kind, measure: "objective" },
        "Spark's ALS": digits(spark.mean.objective, 6),
        ours: digits(ours.mean.objective, 6),
        difference: percent(ours.mean.objective / spark.mean.objective - 1),
      },
    ]),
  );
}

function shuffleTable(rows) {
  return plainTable(
    bySize(rows).map(
      ({ ratings, users, items, kind, features, userBlocks, itemBlocks, iteration, formula, before }) => ({
        ...{ ratings: count(ratings), "users × items": `${count(users)} × ${count(items)}`, feedback: kind },
        ...{ features: String(features), blocks: `${userBlocks} × ${itemBlocks}` },
        ...{
          measured: size(iteration, 4),
          formula: size(formula, 4),
          difference: percent(formula / iteration - 1),
        },
        "before the first": size(before),
      }),
    ),
  );
}

function timeTable(rows) {
  const gigabytes = ({ executors, driver }) =>
    `${[...executors, driver].map((mega) => (mega / 1000).toFixed(2)).join(" + ")} GB`;
  return plainTable(
    rows.map(({ ratings, features, ours, spark }) => ({
      ...{ ratings: count(ratings), features: String(features) },
      "time here": `${seconds(ours.seconds)} (${seconds(ours.training)})`,
      "time cluster": `${seconds(spark.seconds)} (${seconds(spark.training)})`,
      "time ratio": digits(spark.seconds / ours.seconds, 2),
      "processor here": seconds(ours.cpu),
      "processor cluster": seconds(spark.cpu),
      "processor ratio": digits(spark.cpu / ours.cpu, 2),
      "memory here": size(1e6 * ours.memory),
      "memory cluster": gigabytes(spark),
    })),
  );
}

function paperTable({ dealing, nodes }) {
  return plainTable(
    dealing.map(({ features, blocks, iteration, node, sending, solving, task }) => ({
      ...{ features: String(features), blocks: `${blocks} × ${blocks}`, "an iteration": size(iteration) },
      ...{ "each node": size(node), "sent in": seconds(sending) },
      "solved in": solving === null ? "–" : seconds(solving),
      ...{ "a task holds": size(task), "all tasks of a node": size((task * blocks) / nodes) },
    })),
  );
}

const TABLES = { accuracy: accuracyTable, shuffle: shuffleTable, time: timeTable, paper: paperTable };

/**
 * @param {string} folder where the last runs have left their figures
 * @param {boolean} quick whether these are figures of quick runs
 */
export async function writeDocs(folder, quick) {
  const sections = {};
  for (const [name, table] of Object.entries(TABLES)) {
    const file = join(folder, `${name}${quick ? "-quick" : ""}.json`);
    if (!existsSync(file)) {
      console.log(`Left as it is: ${name}, since there are no figures; npm run bench -- spark ${name}`);
      continue;
    }
    const { machine, rows } = JSON.parse(readFileSync(file, "utf8"));
    sections[name] = table(rows);
    if (name === "time") sections.machine = `${machine.text}.`;
  }
  await rewrite("docs/spark-measured.md", sections);
  const chart = join(folder, "shuffle.svg");
  if (existsSync(chart)) copyFileSync(chart, join(root, "docs", "images", "spark-shuffle.svg"));
}
