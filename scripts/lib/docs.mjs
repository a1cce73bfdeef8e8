import { join } from "node:path";
import { UsageError } from "./arguments.mjs";
import { complain } from "./build.mjs";
import { root, tool } from "./paths.mjs";
import { run, stopAll } from "./process.mjs";
import { setUp } from "./setup.mjs";
import { onStop } from "./signals.mjs";

/** Writes the reference; with further options of TypeDoc, what they say. */
export const docsCommand = [
  tool("typedoc", "bin", "typedoc"),
  "--options",
  join(root, "docs", "typedoc.json"),
];

/**
 * `npm run docs`: the reference of what the library exports, and the project's pages beside it.
 * @param {string[]} args
 */
export async function main(args) {
  try {
    if (args.length > 0) throw new UsageError(`\`npm run docs\` takes no arguments and got "${args[0]}".`);
    onStop(stopAll);
    await setUp(["packages"], { quiet: true });
    process.exitCode = await run(process.execPath, docsCommand);
    if (process.exitCode === 0) console.log(`Open ${join(root, "docs", "api", "index.html")} in a browser.`);
  } catch (error) {
    complain(error);
  }
}
