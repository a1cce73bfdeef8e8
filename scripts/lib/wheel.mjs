import { cpSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UsageError } from "./arguments.mjs";
import { complain } from "./build.mjs";
import { labextension, pythonEnv, root, venvPython } from "./paths.mjs";
import { run } from "./process.mjs";
import { SetupError, setUp } from "./setup.mjs";
import { dropComments, filterZeromq, isInWheel, minifyCompiler } from "./wheel-files.mjs";

/** Where wheel and sdist come to lie. */
export const wheels = join(root, "artifacts", "wheel");

/** `npm run wheel`: builds what `pip install factorlab` installs, as a wheel and as an sdist. @param {string[]} args */
export async function main(args) {
  try {
    if (args.length > 0) throw new UsageError(`\`npm run wheel\` takes no arguments and got "${args[0]}".`);
    await setUp(["extension", "widget", "wheelPackages"]);
    const files = await buildWheel(wheels);
    for (const file of files) console.log(`${file}  ${(statSync(file).size / 1e6).toFixed(1)} MB`);
    console.log(`\nTry it: pip install jupyterlab "${files.find((file) => file.endsWith(".whl"))}"`);
  } catch (error) {
    complain(error);
  }
}

/**
 * Builds wheel and sdist of what is built in this checkout.
 * @param {string} folder emptied first
 * @param {(stage: string) => void} [change] changes what is packed, once it is together
 * @returns {Promise<string[]>} their files
 */
export async function buildWheel(folder, change) {
  rmSync(folder, { recursive: true, force: true });
  // Outside the checkout, which could not be copied into a folder of its own.
  const stage = mkdtempSync(join(tmpdir(), "factorlab-wheel-"));
  try {
    await fillStage(stage);
    change?.(stage);
    const command = [venvPython, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", folder];
    // Dates of files go into neither; that of the archive is the same for all.
    const env = { ...pythonEnv(), SOURCE_DATE_EPOCH: "1580601600" };
    const code = await run(command[0], command.slice(1), { cwd: stage, env });
    if (code !== 0) throw new SetupError("The wheel could not be built: see above.");
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
  return readdirSync(folder).map((file) => join(folder, file));
}

/** Puts together what both hold: the Python package with npm's packages, and the files for Jupyter. @param {string} stage */
async function fillStage(stage) {
  // Built by now; `factorlab install` runs the same code.
  const require = createRequire(import.meta.url);
  const built = (/** @type {string} */ name) => require(join(root, "lib", "jupyter", "command", name));
  /** @type {typeof import("../../src/jupyter/command/copy-package.js")} */
  const { planCopies, copyPackages, isNeeded } = built("copy-package.js");
  /** @type {typeof import("../../src/jupyter/command/kernel-spec.js")} */
  const { pipSpec, writeSpec } = built("kernel-spec.js");
  /** @type {typeof import("../../src/jupyter/command/put.js")} */
  const { copyExtension } = built("put.js");
  const isSource = (/** @type {string} */ file) => !/__pycache__|\.pyc$/.test(file);
  cpSync(join(root, "python"), stage, { recursive: true, filter: isSource });
  cpSync(join(root, "LICENSE"), join(stage, "LICENSE"));
  const inside = join(stage, "factorlab");
  copyPackages(planCopies(root), inside, (name, path) => isInWheel(name, path, isNeeded));
  filterZeromq(join(inside, "node_modules", "zeromq"));
  await dropComments(join(inside, "node_modules", "factorlab", "lib"));
  await minifyCompiler(join(inside, "node_modules", "typescript"));
  const jupyter = join(stage, "share", "jupyter");
  writeSpec(join(jupyter, "kernels", "factorlab"), pipSpec());
  copyExtension(labextension, join(jupyter, "labextensions", "factorlab-jupyterlab"), "python");
}
