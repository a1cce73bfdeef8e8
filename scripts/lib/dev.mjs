import { join } from "node:path";
import { root, tool } from "./paths.mjs";
import { run, stopAll } from "./process.mjs";
import { complaintsOf, rebuildOnChange } from "./rebuild.mjs";
import { setUp } from "./setup.mjs";
import { onStop } from "./signals.mjs";
import { openLab } from "./start.mjs";
import { writeStamp } from "./state.mjs";
import { bundleCommand, installCommand } from "./steps.mjs";

const HELP = `Opens JupyterLab as \`npm start\` does, and rebuilds library and extension whenever a source is saved.
Reload the page to see a change of the extension; restart the kernel for one of the library.

  npm run dev                     until Ctrl-C
  npm run dev -- --no-browser     only print the address
  npm run dev -- --port 8888      serve on this port instead of a free one`;

const at = (/** @type {string[]} */ ...parts) => join(root, ...parts);

/** The library for the browser comes first: the extension waits for it. */
const compilers = {
  library: ["-b", at("tsconfig.esm.json"), at("src", "jupyter"), at("src", "spark")],
  extension: ["-p", at("extension")],
};

/** What the bundle is made of. */
const bundled = [at("lib", "esm"), ...["lib", "style", "schema"].map((folder) => at("extension", folder))];

/** @param {string} name @param {string[]} project */
async function keepCompiling(name, project) {
  const flags = ["--watch", "--preserveWatchOutput", "--pretty", "false"];
  const command = [tool("typescript", "lib", "tsc.js"), ...project, ...flags];
  const code = await run(process.execPath, command, { onOutput: complaintsOf(name, console.log) });
  console.error(`${name}: its compiler ended with exit code ${code}; start \`npm run dev\` again.`);
}

/** Bundles the extension, and copies it to where JupyterLab serves it. */
async function bundle() {
  const since = performance.now();
  let output = "";
  const onOutput = (/** @type {string} */ text) => (output += text);
  for (const [program, ...args] of [bundleCommand, installCommand]) {
    const code = await run(program, args, { onOutput });
    if (code !== 0) return console.error(`${output}\nThe extension was not rebuilt (exit code ${code}).`);
  }
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  console.log(`Bundled and installed in ${seconds} s: reload the page; restart the kernel for the library.`);
}

async function prepare() {
  await setUp();
  // What is watched soon differs from what was stamped, also where the sources are changed back after it.
  for (const step of ["library", "extension", "jupyter"]) writeStamp(step, null);
  for (const [name, project] of Object.entries(compilers)) void keepCompiling(name, project);
}

/**
 * `npm run dev`.
 * @param {string[]} args
 */
export async function main(args) {
  onStop(stopAll);
  let close = () => {};
  await openLab(args, HELP, async () => {
    await prepare();
    close = rebuildOnChange(bundled, bundle);
  });
  close();
  await stopAll();
}
