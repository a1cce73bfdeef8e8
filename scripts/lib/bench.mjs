import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { UsageError } from "./arguments.mjs";
import { complain } from "./build.mjs";
import { root } from "./paths.mjs";
import { installPeers } from "./peers.mjs";
import { SetupError, setUp } from "./setup.mjs";

const folder = join(root, "bench");

/** Goes on where a peer cannot be installed. */
const SPEED = "speed";

/** These take options of their own. */
const WITH_OPTIONS = [SPEED, "spark", "views"];

/** These need no peers that pip brings. */
const ALONE = ["spark", "views"];

/**
 * `npm run bench [-- NAME …]`: the named benchmarks, all by default. Each prints ours beside the peer's. What stands
 * behind `speed`, `spark` or `views` is its own: `npm run bench -- speed --help`.
 * @param {string[]} args
 */
export async function main(args) {
  try {
    const all = readdirSync(folder).filter((file) => file.endsWith(".mjs"));
    const known = all.map((file) => file.replace(".mjs", ""));
    const { names, options } = parseBench(args, known);
    const asked = WITH_OPTIONS.find((name) => names.at(-1) === name && options.length > 0);
    if (asked) {
      const benchmark = await import(pathToFileURL(join(folder, `${asked}.mjs`)).href);
      if (benchmark.measuresNothing(options)) return await benchmark.main(options);
    }
    await setUp(["library", "environment"], { quiet: true });
    const missing = names.every((name) => ALONE.includes(name)) ? [] : installPeers();
    const needing = names.find((name) => name !== SPEED && !ALONE.includes(name));
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
 * The benchmarks to run, and what is said to the one that takes options: all that stands behind it.
 * @param {string[]} args
 * @param {string[]} known
 */
export function parseBench(args, known) {
  const at = args.findIndex((name) => WITH_OPTIONS.includes(name));
  const named = at < 0 ? args : args.slice(0, at + 1);
  const unknown = named.find((name) => !known.includes(name));
  if (unknown) throw new UsageError(`There is no benchmark "${unknown}": there is ${known.join(", ")}.`);
  return { names: named.length > 0 ? named : known, options: at < 0 ? [] : args.slice(at + 1) };
}
