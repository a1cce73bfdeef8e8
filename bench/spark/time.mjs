// Time and memory of one machine and of a cluster of two workers on it, in turn.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { progress } from "../../scripts/lib/progress.mjs";
import { csvFolder } from "../speed/data.mjs";
import { median } from "../speed/measure.mjs";
import { peakMemory, trained, withCluster } from "./cluster.mjs";
import { taskSeconds } from "./metrics.mjs";

const SETTINGS = { iterations: 3, regularization: 0.1, seed: 1 };
/** Memory of the Connect server. */
const DRIVER = "2g";
/** By the memory of each executor, from the least work to the most: the peak of its memory is one since its start. */
const CASES = {
  "1g": [
    { ratings: 1e5, features: 10, rounds: 3 },
    { ratings: 1e6, features: 10, rounds: 1 },
    { ratings: 1e6, features: 64, rounds: 1 },
  ],
  "3g": [{ ratings: 1e7, features: 10, rounds: 1 }],
};
const QUICK = { "1g": [{ ratings: 1e5, features: 10, rounds: 1 }] };

/** Our side, in a process of its own with two threads; the options are those of Spark's model. */
function ours(file, options) {
  const given = JSON.stringify({ file, options, threads: 2 });
  const script = join(import.meta.dirname, "ours.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, given], {
    encoding: "utf8",
    windowsHide: true,
  });
  if (status !== 0) throw new Error(`training on this machine failed: ${stderr}`);
  return JSON.parse(stdout);
}

/** The median of each figure. */
const medians = (runs) =>
  Object.fromEntries(Object.keys(runs[0]).map((name) => [name, median(runs.map((run) => run[name]))]));

/** One case, both sides in turn. */
async function measured(cluster, { ratings, features, rounds }) {
  const file = join(csvFolder(ratings), "ratings.csv");
  const found = { spark: [], ours: [] };
  for (let round = 0; round < rounds; round++) {
    const { model, seconds, training, stages } = await trained(cluster, { ...SETTINGS, features }, file);
    found.spark.push({ seconds, training, cpu: taskSeconds(stages) });
    found.ours.push(ours(file, model.settings));
  }
  const spark = { ...medians(found.spark), ...(await peakMemory(cluster)) };
  return { ratings, features, ours: medians(found.ours), spark };
}

/**
 * @param {string} java
 * @param {boolean} quick
 * @param {(row: object) => void} keep receives a row for each case
 */
export async function time(java, quick, keep) {
  for (const [memory, cases] of Object.entries(quick ? QUICK : CASES))
    await withCluster({ java, memory, driver: DRIVER }, async (cluster) => {
      for (const one of cases) {
        const shown = progress(`${one.ratings.toLocaleString("en")} ratings, ${one.features} features`);
        const row = await measured(cluster, one);
        shown.end(`here ${row.ours.seconds.toFixed(1)} s, cluster ${row.spark.seconds.toFixed(1)} s`);
        keep({ ...row, heap: memory });
      }
    });
}
