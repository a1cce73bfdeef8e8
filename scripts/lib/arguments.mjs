import { parseArgs } from "node:util";

/** What a person typed wrong; the message is for them. */
export class UsageError extends Error {}

/**
 * Reads `npm start`'s arguments.
 * @param {string[]} args
 * @returns {{ help: boolean, browser: boolean, port: number | undefined }}
 */
export function parseStart(args) {
  const options = /** @type {const} */ ({
    help: { type: "boolean", short: "h" },
    "no-browser": { type: "boolean" },
    port: { type: "string" },
  });
  let values;
  try {
    ({ values } = parseArgs({ args, options, strict: true }));
  } catch (error) {
    throw new UsageError(
      `${/** @type {Error} */ (error).message.split(". ")[0]}. See \`npm start -- --help\`.`,
    );
  }
  const { help = false, port } = values;
  return { help, browser: !values["no-browser"], port: port === undefined ? undefined : parsePort(port) };
}

/** @param {string} text */
export function parsePort(text) {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535)
    throw new UsageError(`--port wants a number from 1 to 65535 and got "${text}".`);
  return port;
}

/**
 * Reads the names of parts; none means all of them.
 * @param {string[]} args
 * @param {string[]} all in the order in which they run
 */
export function parseParts(args, all) {
  const unknown = args.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    throw new UsageError(`There is no part "${unknown[0]}"; the parts are ${all.join(", ")}.`);
  }
  return args.length === 0 ? all : all.filter((name) => args.includes(name));
}

/**
 * Reads `npm test`'s arguments: names of parts, and whether tests repeat things as often as they ever do.
 * @param {string[]} args
 * @param {string[]} all
 * @returns {{ names: string[], full: boolean }}
 */
export function parseTest(args, all) {
  const names = args.filter((arg) => arg !== "--full");
  return { names: parseParts(names, all), full: names.length < args.length };
}
