/** A program: says how many bytes of typed arrays blocks of a model hold at most, and how many the whole model does. */
import { setImmediate as turn } from "node:timers/promises";
import { loadSparkModel, sparkModelBlocks } from "factorlab/spark";

const [folder, users] = process.argv.slice(2);

/** What is not garbage, some of which is only found some turns later. */
async function held() {
  for (let k = 0; k < 4; k++) {
    await turn();
    globalThis.gc();
  }
  return process.memoryUsage().arrayBuffers;
}

// Loads what reads the files, which stays.
await sparkModelBlocks(folder, { users: 1 }).next();
const before = await held();
let most = 0;
for await (const model of sparkModelBlocks(folder, { users: Number(users) })) {
  const now = await held();
  if (model.isFitted) most = Math.max(most, now - before);
}
const whole = await loadSparkModel(folder);
console.log(JSON.stringify({ most, whole: (await held()) - before, users: whole.ratings.users }));
