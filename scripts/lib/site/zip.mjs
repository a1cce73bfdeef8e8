import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { strToU8, zipSync } from "fflate";
import { filesIn } from "../built.mjs";

/** How to start what is in the archive: the first file that a person sees. */
const READ_ME = `Factorlab, for a computer without network

Unpack this archive first. Then, in the folder "factorlab-site", start one of the two, whichever this computer has:

  python serve.py
  node serve.mjs

It prints an address, http://127.0.0.1:8642/ as a rule. Open it in a browser. Ctrl-C ends it.
Only this computer can reach it. Edited notebooks are kept by the browser, for this address.
`;

/** Packs a site for a class without network. @param {string} folder @returns {Uint8Array} a zip archive */
export function packSite(folder) {
  /** @type {Record<string, Uint8Array>} */
  const files = { "factorlab-site/READ ME.txt": strToU8(READ_ME.replaceAll("\n", "\r\n")) };
  for (const file of filesIn(folder, "").sort())
    files[`factorlab-site/${relative(folder, file).split(sep).join("/")}`] = readFileSync(file);
  return zipSync(files, { level: 9 });
}
