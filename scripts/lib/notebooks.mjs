import { readdirSync } from "node:fs";
import { join } from "node:path";
import { complain } from "./build.mjs";
import { jupyterEnv, root, venvPython } from "./paths.mjs";
import { run } from "./process.mjs";
import { SetupError, setUp } from "./setup.mjs";

/** `npm run notebooks`: runs all example notebooks, each in its kernel, and keeps their outputs, ready to be committed. */
export async function main() {
  try {
    await setUp(undefined, { quiet: true });
    for (const folder of [join(root, "notebooks"), join(root, "docs")]) {
      const files = readdirSync(folder).filter((file) => file.endsWith(".ipynb"));
      // Outputs that change from run to run would hide the changes that mean something: so no times, and in a
      // second pass (the first would do it before the cells run) one piece of text where the kernel sent several.
      await nbconvert(["--execute", "--ExecutePreprocessor.record_timing=False"], files, folder);
      await nbconvert(["--coalesce-streams"], files, folder);
    }
  } catch (error) {
    complain(error);
  }
}

/**
 * @param {string[]} options
 * @param {string[]} files
 * @param {string} cwd
 */
async function nbconvert(options, files, cwd) {
  const command = ["-m", "jupyter", "nbconvert", "--to=notebook", "--inplace", ...options, ...files];
  const code = await run(venvPython, command, { cwd, env: jupyterEnv() });
  if (code !== 0) throw new SetupError("A notebook could not be run: see above.");
}
