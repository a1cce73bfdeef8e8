/** What a snippet does, in cells and in plain Node alike: the lines that it prints, and the error that it ends with. */
import { format, types } from "node:util";

/** @returns {Promise<string[]>} */
export async function outcomeOf(run) {
  const { log } = console;
  const lines = [];
  console.log = (...values) => lines.push(format(...values));
  try {
    await run();
    // What timers and promises print belongs to the snippet.
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
  } catch (error) {
    lines.push(types.isNativeError(error) ? `${error.name}: ${error.message}` : format("threw", error));
  } finally {
    console.log = log;
  }
  return lines;
}
