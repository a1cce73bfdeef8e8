// How fast we are beside what people would install instead: ours, theirs, their time ÷ ours, and memory, row by row.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { progress } from "../scripts/lib/progress.mjs";
import { root } from "../scripts/lib/paths.mjs";
import { measured } from "./speed/compare.mjs";
import { writeDocs } from "./speed/docs.mjs";
import { growth } from "./speed/growth.mjs";
import { machine } from "./speed/machine.mjs";
import { installNpmPeers } from "./speed/peers.mjs";
import { plot } from "./speed/plot.mjs";
import { roofline } from "./speed/roofline.mjs";
import { rowsWith } from "./speed/rows.mjs";
import { rowText, terminalTable } from "./speed/table.mjs";

const HELP = `npm run bench -- speed [quick] [WORD …]

Prints the table of speed beside our peers: median seconds of ours and theirs in turn, their time ÷ ours,
the goal, and the peak memory of each process; then how time grows when users, items, ratings and features
double. Also draws time against ratings, and what this machine allows, into artifacts/speed/.

  quick       two minutes: fewer sizes, shorter work, one round
  WORD        only the rows whose work or peer holds a word: speed quick BiasedMF; speed implicit
  growth      only how time grows
  plot        only time against ratings, 10⁴ to 3·10⁷ (quick: to 10⁶)
  roofline    only what each kernel reaches of this machine's peaks
  docs        writes the last whole run (docs quick: the last quick one) into docs/speed.md and README.md;
              measures nothing
  rows        names the rows; measures nothing
`;

const folder = join(root, "artifacts", "speed");
const PARTS = { growth, plot, roofline };

/**
 * Whether these need neither the library nor the peers.
 * @param {string[]} args
 */
export const measuresNothing = (args) =>
  args.some((word) => ["help", "--help", "-h", "docs", "rows"].includes(word));

/** @param {string[]} args what stands behind the benchmark's name */
export async function main(args) {
  const quick = args.includes("quick");
  const words = args.filter((word) => word !== "quick");
  if (words.some((word) => ["help", "--help", "-h"].includes(word))) return console.log(HELP);
  if (words.includes("docs")) return writeDocs(folder, quick);
  if (words.includes("rows")) return listRows(quick);
  mkdirSync(folder, { recursive: true });
  installNpmPeers();
  console.log(`${machine().text}\n`);
  const part = words.find((word) => word in PARTS);
  if (part) return PARTS[part](folder, quick);
  const rows = rowsWith(quick, words);
  if (rows.length === 0) return console.log(`No row holds ${words.join(" or ")}.\n\n${HELP}`);
  compare(rows, quick, words.length === 0);
  if (words.length > 0) return;
  for (const name of Object.keys(PARTS)) await PARTS[name](folder, quick);
}

function listRows(quick) {
  for (const { work, peer, fixes } of rowsWith(quick, [])) console.log(`${work} | ${peer ?? "–"} | ${fixes}`);
}

/** Measures row by row, prints the table, and keeps the figures of a whole run. */
function compare(rows, quick, whole) {
  const results = [];
  for (const [n, row] of rows.entries()) {
    const shown = progress(`[${n + 1}/${rows.length}] ${row.work}${row.peer ? ` | ${row.peer}` : ""}`);
    const result = measured(row, quick ? 1 : row.rounds);
    results.push(result);
    shown.end(rowText(result));
  }
  console.log(`\n${terminalTable(results)}\n`);
  if (!whole) return;
  const file = join(folder, quick ? "quick.json" : "full.json");
  writeFileSync(file, `${JSON.stringify({ machine: machine(), results }, null, 2)}\n`);
  console.log(`Written to ${file}`);
}
