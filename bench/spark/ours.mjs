// One machine's side of a measurement: `node ours.mjs JSON` reads a file, trains, and prints what that took as JSON.
import { createRequire } from "node:module";
import { root } from "../../scripts/lib/paths.mjs";
import { peakMemory } from "../speed/measure.mjs";

const { ALS, readRatings } = createRequire(import.meta.url)(root);

const { file, options, threads } = JSON.parse(process.argv[2]);
const start = performance.now();
const ratings = await readRatings(file);
const read = performance.now();
new ALS(options).fit(ratings, { threads });
const end = performance.now();
const { user, system } = process.cpuUsage();
console.log(
  JSON.stringify({
    seconds: (end - start) / 1000,
    training: (end - read) / 1000,
    cpu: (user + system) / 1e6,
    memory: peakMemory(),
  }),
);
// Pools of workers that wait for more would keep the process.
process.exit();
