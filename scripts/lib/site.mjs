import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { serveUntilStopped } from "../../site/server/serve.mjs";
import { UsageError, parsePort } from "./arguments.mjs";
import { complain } from "./build.mjs";
import { root } from "./paths.mjs";
import { setUp } from "./setup.mjs";
import { steps } from "./steps.mjs";

const HELP = `Builds the site into artifacts/site: a folder that any host of files can serve.

  npm run site
  npm run site -- --serve              and serve it on this computer until Ctrl-C
  npm run site -- --serve --port 8000  on this port
  npm run site -- --zip                and pack it, with a server for a class without network
  npm run site -- --base https://example.org/factorlab/
                                       for this address, which search engines and other sites are told
  npm run site -- --pages              the pages alone: the notebooks stay as they were built last`;

/** Where the site comes to lie. */
export const site = join(root, "artifacts", "site");
const packed = join(root, "artifacts", "factorlab-site.zip");

/** `npm run site`. @param {string[]} args */
export async function main(args) {
  try {
    const { help, base, pages, serve, port, zip } = parseSite(args);
    if (help) return console.log(HELP);
    await setUp(pages ? ["library"] : steps.site.after, { quiet: true });
    await build(base, !pages);
    if (zip) await pack();
    if (serve) await serveUntilStopped(site, port);
  } catch (error) {
    complain(error);
  }
}

/** @param {string | null} base @param {boolean} lab */
async function build(base, lab) {
  // It is made with npm packages, which set-up may have installed only now.
  const { buildSite } = await import("./site/build.mjs");
  for (const { page, bytes } of await buildSite(site, { base, lab }))
    console.log(`${page.padEnd(14)} ${(bytes / 1000).toFixed(1)} kB packed, before it runs`);
  console.log(site);
}

async function pack() {
  const { packSite } = await import("./site/zip.mjs");
  writeFileSync(packed, packSite(site));
  console.log(`${packed}  ${(statSync(packed).size / 1e6).toFixed(1)} MB`);
}

/** @param {string[]} args */
export function parseSite(args) {
  const flag = /** @type {const} */ ({ type: "boolean", default: false });
  const text = /** @type {const} */ ({ type: "string" });
  const options = { help: flag, serve: flag, zip: flag, pages: flag, base: text, port: text };
  let values;
  try {
    ({ values } = parseArgs({ args, options, strict: true }));
  } catch (error) {
    const reason = /** @type {Error} */ (error).message.split(". ")[0];
    throw new UsageError(`${reason}. See \`npm run site -- --help\`.`);
  }
  const { base, port, ...flags } = values;
  return {
    ...flags,
    base: base === undefined ? null : parseBase(base),
    port: port === undefined ? undefined : parsePort(port),
  };
}

/** @param {string} text */
function parseBase(text) {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "")
    throw new UsageError(`--base wants an address like https://example.org/factorlab/ and got "${text}".`);
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}
