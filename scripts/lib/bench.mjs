import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { UsageError } from "./arguments.mjs";
import { complain } from "./build.mjs";
import { root } from "./paths.mjs";
import { installPeers } from "./peers.mjs";
import { SetupError, setUp } from "./setup.mjs";

const folder = join(root, "bench");

/** Takes options of its own, and goes on where a peer cannot be installed. */
const SPEED = "speed";

/** Measures ours alone, so that no peer has to be there. */
const ALONE = "views";

/**
 * `npm run bench [-- NAME …]`: the named benchmarks, all by default. Each prints ours beside the peer's. What stands
 * behind `speed` is its own: `npm run bench -- speed --help`.
 * @param {string[]} args
 */
export async function main(args) {
  try {
    const all = readdirSync(folder).filter((file) => file.endsWith(".mjs"));
    const known = all.map((file) => file.replace(".mjs", ""));
    const { names, options } = parseBench(args, known);
    const speed = names.includes(SPEED)
      ? await import(pathToFileURL(join(folder, `${SPEED}.mjs`)).href)
      : null;
    if (speed?.measuresNothing(options)) return await speed.main(options);
    await setUp(["library", "environment"], { quiet: true });
    const missing = names.every((name) => name === ALONE) ? [] : installPeers();
    const needing = names.find((name) => name !== SPEED);
    if (needing && missing.length > 0)
      throw new SetupError(
        `Installing ${missing.join(", ")} failed, which "${needing}" may need: see pip's words.`,
      );
    for (const name of names) {
      const benchmark = await import(pathToFileURL(join(folder, `${name}.mjs`)).href);
      await benchmark.main?.(options);
    }
  } catch (error) {
    complain(error);
  }
}

/**
 * The benchmarks to run, and what is said to `speed`.
 * @param {string[]} args
 * @param {string[]} known
 */
export function parseBench(args, known) {
  const at = args.indexOf(SPEED);
  const named = at < 0 ? args : args.slice(0, at + 1);
  const unknown = named.find((name) => !known.includes(name));
  if (unknown) throw new UsageError(`There is no benchmark "${unknown}": there is ${known.join(", ")}.`);
  return { names: named.length > 0 ? named : known, options: at < 0 ? [] : args.slice(at + 1) };
}
