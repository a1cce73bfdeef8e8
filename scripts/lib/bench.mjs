import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { UsageError } from "./arguments.mjs";
import { complain } from "./build.mjs";
import { pythonEnv, root, venvPython } from "./paths.mjs";
import { SetupError, setUp } from "./setup.mjs";

const folder = join(root, "bench");

/**
 * `npm run bench [-- NAME …]`: the named benchmarks, all by default. Each prints ours beside the peer's.
 * @param {string[]} args
 */
export async function main(args) {
  try {
    const all = readdirSync(folder).filter((file) => file.endsWith(".mjs"));
    const known = all.map((file) => file.replace(".mjs", ""));
    const names = args.length > 0 ? args : known;
    const unknown = names.find((name) => !known.includes(name));
    if (unknown) throw new UsageError(`There is no benchmark "${unknown}": there is ${known.join(", ")}.`);
    await setUp(["library", "environment"], { quiet: true });
    installPeers();
    for (const name of names) await import(pathToFileURL(join(folder, `${name}.mjs`)).href);
  } catch (error) {
    complain(error);
  }
}

/** Installs what the peers need into the private environment, where it is not there yet. */
function installPeers() {
  const env = pythonEnv();
  const requirements = join(folder, "requirements.txt");
  const pip = [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "--no-input",
    "--require-hashes",
  ];
  const { status } = spawnSync(venvPython, [...pip, "-r", requirements], {
    env,
    stdio: "inherit",
    windowsHide: true,
  });
  if (status !== 0)
    throw new SetupError("Installing what the benchmarks compare with failed: see pip's words above.");
}
