import { join } from "node:path";
import { complain } from "./build.mjs";
import { home, root, tool } from "./paths.mjs";
import { run, stopAll } from "./process.mjs";
import { setUp } from "./setup.mjs";
import { onStop } from "./signals.mjs";

/** What is checked against the library's declarations, once these are written. */
const users = ["extension", "test", "scripts", "src/page", "site", "site/lite", "site/lite/service"];

/**
 * Runs the project's own compiler: `npx tsc` is the older one inside tslab.
 * @param {string[]} args
 * @returns {Promise<{ code: number, output: string }>}
 */
async function compile(args) {
  let output = "";
  const onOutput = (/** @type {string} */ text) => (output += text);
  const code = await run(process.execPath, [tool("typescript", "lib", "tsc.js"), ...args], { onOutput });
  return { code, output };
}

/** Writes nothing but the compiler's notes, which make the next check a short one. @param {string} folder */
const check = (folder) => {
  const notes = join(home, "types", `${folder}.tsbuildinfo`);
  return compile(["-p", join(root, folder), "--noEmit", "--incremental", "--tsBuildInfoFile", notes]);
};

/** `npm run typecheck`: library with kernel, extension, tests, scripts and what runs cells in a page. */
export async function main() {
  try {
    onStop(stopAll);
    await setUp(["kernels"], { quiet: true });
    const library = await compile(["-b", join(root, "src", "jupyter"), join(root, "src", "spark")]);
    const all = [library, ...(await Promise.all(users.map(check)))];
    for (const { output } of all) process.stdout.write(output);
    const failed = ["library", ...users].filter((_, index) => all[index].code !== 0);
    console.log(failed.length === 0 ? "The types are right." : `Wrong types: ${failed.join(", ")}.`);
    process.exitCode = failed.length === 0 ? 0 : 1;
  } catch (error) {
    complain(error);
  }
}
