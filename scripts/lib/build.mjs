import { UsageError } from "./arguments.mjs";
import { SetupError, setUp } from "./setup.mjs";

/**
 * Ends the program with a message where what happened is the person's to mend; anything else is our mistake
 * and keeps its stack.
 * @param {unknown} error
 */
export function complain(error) {
  if (!(error instanceof SetupError || error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/**
 * `npm run build`: the library and the extension.
 * @param {string[]} args
 */
export async function main(args) {
  try {
    if (args.length > 0) throw new UsageError(`\`npm run build\` takes no arguments and got "${args[0]}".`);
    await setUp(["extension"]);
  } catch (error) {
    complain(error);
  }
}

/** `npm run setup`: everything that the tests need, so that one of them can be run by its path. */
export async function prepareTests() {
  try {
    await setUp([
      "jupyter",
      "testPackages",
      "widget",
      "wheelPackages",
      "deno",
      "bun",
      "newestNode",
      "firefox",
      "site",
    ]);
  } catch (error) {
    complain(error);
  }
}
