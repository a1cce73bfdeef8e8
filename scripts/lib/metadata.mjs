import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { releaseDate } from "./changelog.mjs";
import { root } from "./paths.mjs";

/** Stands in package.json for whoever will hold the public repository, until that is known. */
export const PLACEHOLDER = "OWNER";

/**
 * What package.json alone says, and other files repeat.
 * @typedef {{ version: string, license: string, author: string, address: string, site: string | null, date: string | null }} Facts
 * `address` is the repository's; `site` is where GitHub publishes its pages, null while nobody holds it.
 */

/**
 * @param {string} packageJson
 * @param {string} changelog
 * @returns {Facts}
 */
export function readFacts(packageJson, changelog) {
  const { version, license, author, repository } = JSON.parse(packageJson);
  const name = /^github:([\w.-]+\/[\w.-]+)$/.exec(repository)?.[1];
  if (!name) throw new Error(`package.json: repository is "${repository}", expected "github:owner/name"`);
  const address = `https://github.com/${name}`;
  const [owner, project] = name.split("/");
  const site = owner === PLACEHOLDER ? null : `https://${owner.toLowerCase()}.github.io/${project}/`;
  return { version, license, author, address, site, date: releaseDate(changelog, version) };
}

/** @param {Facts} facts */
const links = ({ address }) => ({ homepage: `${address}#readme`, bugs: `${address}/issues` });

/** @param {unknown} value */
const asJson = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** @param {string} text @param {Facts} facts */
function lockfile(text, { version, license }) {
  const lock = JSON.parse(text);
  lock.version = version;
  for (const folder of ["", "extension", "notebooks", "site/lite"]) lock.packages[folder].version = version;
  for (const folder of ["", "extension"]) lock.packages[folder].license = license;
  return asJson(lock);
}

/** @param {string} text @param {Facts} facts */
function extensionPackage(text, facts) {
  const { version, license, author, address } = facts;
  const repository = { type: "git", url: `git+${address}.git`, directory: "extension" };
  return asJson({ ...JSON.parse(text), version, license, author, repository, ...links(facts) });
}

/** @param {string} text @param {Facts} facts */
function citation(text, { version, license, author, address, date }) {
  const document = parseDocument(text);
  const said = { version, license, "repository-code": address, url: address };
  for (const [key, value] of Object.entries(said)) document.set(key, value);
  document.setIn(["authors", 0, "name"], author);
  if (date === null) document.delete("date-released");
  else document.set("date-released", date);
  return document.toString({ lineWidth: 0 });
}

/** @param {string} text @param {Facts} facts */
const pyproject = (text, facts) =>
  linked(text, facts)
    .replace(/^version = .*$/m, `version = "${facts.version}"`)
    .replace(/^license = .*$/m, `license = "${facts.license}"`)
    .replace(/^authors = .*$/m, `authors = [{ name = "${facts.author}" }]`);

/** The page that shared experiments are opened on. @param {Facts} facts */
const playground = ({ site }) => (site === null ? "" : `${site}playground/`);

/** A link to the site in Markdown, its address being that of nobody until it is known. @param {string | null} site */
function siteLink(site) {
  const address = site ?? `https://${PLACEHOLDER}.github.io/factorlab/`;
  return `[${address.replace(/^https:\/\/|\/$/g, "")}](${address})`;
}

/** Every link to GitHub in such a file is one to this repository. @param {string} text @param {Facts} facts */
const linked = (text, { address }) => text.replace(/https:\/\/github\.com\/[\w.-]+\/[\w.-]+/g, address);

/**
 * The files that repeat something, and how each is written anew.
 * @type {Record<string, (text: string, facts: Facts) => string>}
 */
export const repeating = {
  "package.json": (text, facts) => asJson({ ...JSON.parse(text), ...links(facts) }),
  "package-lock.json": lockfile,
  "extension/package.json": extensionPackage,
  "extension/schema/plugin.json": (text, facts) =>
    text.replace(/("linkAddress": \{[^]*?"default": )"[^"]*"/, `$1"${playground(facts)}"`),
  "extension/src/host/published.ts": (text, facts) =>
    text.replace(/(PUBLISHED_PLAYGROUND: string = )"[^"]*"/, `$1"${playground(facts)}"`),
  "notebooks/package.json": (text, { version }) => asJson({ ...JSON.parse(text), version }),
  "site/lite/package.json": (text, { version }) => asJson({ ...JSON.parse(text), version }),
  "README.md": (text, { version, site }) =>
    text
      .replace(/(factorlab-)\d+\.\d+\.\d+(?=\.tgz|-py3)/g, `$1${version}`)
      .replace(/\[[\w.-]+\.github\.io\/[\w.-]+\]\([^)]*\)/g, siteLink(site)),
  "python/pyproject.toml": pyproject,
  "CITATION.cff": citation,
  "SECURITY.md": linked,
  "CHANGELOG.md": linked,
  ".github/ISSUE_TEMPLATE/config.yml": linked,
};

/** @param {string} file */
export const readFile = (file) => readFileSync(join(root, file), "utf8");

/** What package.json and CHANGELOG.md say now. */
export const currentFacts = () => readFacts(readFile("package.json"), readFile("CHANGELOG.md"));

/** The files that say something else than package.json. @param {Facts} [facts] */
export function disagreeing(facts = currentFacts()) {
  return Object.entries(repeating)
    .filter(([file, rewrite]) => rewrite(readFile(file), facts) !== readFile(file))
    .map(([file]) => file);
}

/** Writes what package.json says into the other files. @returns {string[]} those that were changed */
export function writeMetadata() {
  const facts = currentFacts();
  const changed = disagreeing(facts);
  for (const file of changed) writeFileSync(join(root, file), repeating[file](readFile(file), facts));
  return changed;
}
