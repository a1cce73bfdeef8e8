// Training on a cluster of Apache Spark beside training on one machine: what comes out, what it takes, what is sent.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../scripts/lib/arguments.mjs";
import { root } from "../scripts/lib/paths.mjs";
import { setUp } from "../scripts/lib/setup.mjs";
import { sparkSteps } from "../scripts/lib/spark/home.mjs";
import { findJava } from "../scripts/lib/spark/java.mjs";
import { machine } from "./speed/machine.mjs";

const HELP = `npm run bench -- spark [quick] [PART …]

Measures training on a cluster of two workers, which it starts on this computer, beside training without one. It needs
Java 17 or newer, and some 12 GB of memory where it is not quick. Figures go into artifacts/spark/.

  accuracy  RMSE, rankings and objectives of Spark's ALS and of ours, by the same settings
  shuffle   bytes sent in an iteration by Spark's own metrics, beside a formula
  time      time and memory at 0.1, 1 and 10 million ratings, both in turn
  paper     the formula up to 10 billion ratings, with a chart; measures nothing
  docs      writes the last figures into docs/spark-measured.md; measures nothing
  quick     100,000 ratings alone, one round
`;

const MEASURED = ["accuracy", "shuffle", "time"];
const folder = join(root, "artifacts", "spark");

/**
 * Whether these need neither the library nor Spark.
 * @param {string[]} args
 */
export const measuresNothing = (args) =>
  args.some((word) => ["help", "--help", "-h", "docs"].includes(word)) ||
  (args.includes("paper") && !args.some((word) => MEASURED.includes(word)));

/** @param {string[]} args what stands behind the benchmark's name */
export async function main(args) {
  const quick = args.includes("quick");
  const words = args.filter((word) => word !== "quick");
  if (words.some((word) => ["help", "--help", "-h"].includes(word))) return console.log(HELP);
  const known = [...MEASURED, "paper", "docs"];
  const unknown = words.find((word) => !known.includes(word));
  if (unknown) throw new UsageError(`spark has no part "${unknown}": it has ${known.join(", ")}.`);
  if (words.includes("docs")) return (await import("./spark/docs.mjs")).writeDocs(folder, quick);
  mkdirSync(folder, { recursive: true });
  const wanted = (name) => words.length === 0 || words.includes(name);
  if (MEASURED.some(wanted)) {
    const java = await ready();
    if (java === null) return;
    await measure(java, quick, wanted);
  }
  if (wanted("paper")) keep("paper", quick, (await import("./spark/paper.mjs")).paper(folder, quick));
}

/** Results and bytes on one cluster, times on others, whose memory is measured as well. */
async function measure(java, quick, wanted) {
  const part = async (name) => (await import(`./spark/${name}.mjs`))[name];
  const on = ["accuracy", "shuffle"].filter(wanted);
  if (on.length > 0) {
    const { withCluster } = await import("./spark/cluster.mjs");
    await withCluster({ java, memory: quick ? "1g" : "3g", driver: "2g" }, async (cluster) => {
      for (const name of on) await (await part(name))(cluster, quick, keeping(name, quick));
    });
  }
  if (wanted("time")) await (await part("time"))(java, quick, keeping("time", quick));
}

/** Keeps rows as they come, so that a run that ends early has not been for nothing. */
function keeping(name, quick) {
  const rows = [];
  return (row) => {
    rows.push(row);
    keep(name, quick, rows);
  };
}

function keep(name, quick, rows) {
  const file = join(folder, `${name}${quick ? "-quick" : ""}.json`);
  writeFileSync(file, `${JSON.stringify({ machine: machine(), rows }, null, 2)}\n`);
}

/** The Java to run Spark with, once Spark is there; null, with words, where there is none. */
async function ready() {
  const found = findJava();
  if ("complaint" in found) {
    console.log(`Spark is left out: ${found.complaint}`);
    return null;
  }
  await setUp(sparkSteps(), { quiet: true });
  console.log(`${machine().text}, Java ${found.version}`);
  return found.java;
}
