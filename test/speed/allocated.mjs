// Measures what an epoch of each model allocates, garbage included: `node --expose-gc allocated.mjs JSON`, with JSON as in
// memory.test.ts, prints as JSON the bytes of objects, of typed arrays, and which functions allocate most.
import { Session } from "node:inspector/promises";
import { createRequire } from "node:module";
import { makeRatings } from "../../bench/speed/made-up.mjs";

const factorlab = createRequire(import.meta.url)("../..");
const { gc } = globalThis;

/** In the first epochs, code is compiled and memory is laid out. */
const FIRST = 20;
const MEASURED = 5;

const session = new Session();
session.connect();
await session.post("HeapProfiler.enable");

/** Each function that has allocated, with its bytes. */
function allocators({ callFrame, selfSize, children }) {
  const file = callFrame.url.split("/").slice(-2).join("/");
  // What the profiler itself sends is not the model's.
  const own = callFrame.url.startsWith("node:") ? [] : [[`${callFrame.functionName} (${file})`, selfSize]];
  return [...own, ...children.flatMap(allocators)];
}

/** Samples every 64 bytes on the average, so that it finds what is allocated to a few per cent. */
async function objects(run) {
  const collected = { includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true };
  await session.post("HeapProfiler.startSampling", { samplingInterval: 64, ...collected });
  for (let n = 0; n < MEASURED; n++) run();
  const { profile } = await session.post("HeapProfiler.stopSampling");
  const found = allocators(profile.head).sort((a, b) => b[1] - a[1]);
  const bytes = found.reduce((sum, [, size]) => sum + size, 0) / MEASURED;
  return {
    bytes: Math.round(bytes),
    most: found.slice(0, 3).map(([name, size]) => `${name}: ${size / MEASURED}`),
  };
}

/** The bytes of typed arrays that one run makes: nothing is collected while it runs. */
function arrays(run) {
  gc();
  const before = process.memoryUsage().arrayBuffers;
  run();
  return process.memoryUsage().arrayBuffers - before;
}

async function perEpoch({ name, options }, shape) {
  const { users, items, values: ratings } = makeRatings(shape);
  const data = factorlab.Ratings.fromColumns({ users, items, ratings });
  const model = new factorlab[name]({ ...options, epochs: FIRST + MEASURED + 2, seed: 1 });
  const events = model.trainingEvents(data, { threads: 1 });
  const run = () => events.next();
  for (let n = 0; n < FIRST; n++) run();
  const found = { ...(await objects(run)), arrays: arrays(run) };
  events.return();
  return found;
}

const { shape, models } = JSON.parse(process.argv[2]);
const found = [];
for (const model of models) found.push(await perEpoch(model, shape));
console.log(JSON.stringify(found));
