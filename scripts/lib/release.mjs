import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { UsageError } from "./arguments.mjs";
import { complain } from "./build.mjs";
import { beginVersion, section } from "./changelog.mjs";
import { PLACEHOLDER, currentFacts, disagreeing, readFile, writeMetadata } from "./metadata.mjs";
import { root } from "./paths.mjs";

const HELP = `Prepares a release; publishing is the workflow's, once the tag is pushed.

  npm run release -- 0.2.0            write the version into every file that names it, and into the changelog
  npm run release -- --check v0.2.0   say what keeps the tag from being published
  npm run release -- --notes v0.2.0   print what the changelog says of it`;

/**
 * What keeps a tag from being published.
 * @param {string} tag
 * @param {{ facts: import("./metadata.mjs").Facts, changelog: string, disagreeing: string[] }} state
 */
export function obstacles(tag, { facts, changelog, disagreeing: files }) {
  const { version, address } = facts;
  const found = [];
  if (address.includes(`/${PLACEHOLDER}/`))
    found.push(`package.json: repository still names ${PLACEHOLDER}: put the public repository there.`);
  if (tag !== `v${version}`) found.push(`The tag is ${tag}, but package.json says ${version}.`);
  if (!section(changelog, version)) found.push(`CHANGELOG.md says nothing of ${version}.`);
  for (const file of files)
    found.push(`${file} says something else than package.json: \`npm run metadata\` mends it.`);
  return found;
}

/** @param {string} tag */
function check(tag) {
  const state = { facts: currentFacts(), changelog: readFile("CHANGELOG.md"), disagreeing: disagreeing() };
  const found = obstacles(tag, state);
  for (const line of found) console.error(line);
  if (found.length === 0) console.log(`${tag} can be published.`);
  process.exitCode = found.length === 0 ? 0 : 1;
}

/** @param {string} tag */
function notes(tag) {
  const text = section(readFile("CHANGELOG.md"), tag.replace(/^v/, ""));
  if (!text) throw new UsageError(`CHANGELOG.md says nothing of ${tag}.`);
  console.log(text);
}

/** @param {string} version */
function prepare(version) {
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new UsageError(`"${version}" is no version like 0.2.0.`);
  const date = new Date().toISOString().slice(0, 10);
  const { address } = currentFacts();
  const changelog = beginVersion(readFile("CHANGELOG.md"), { version, date, address });
  const described = { ...JSON.parse(readFile("package.json")), version };
  writeFileSync(join(root, "CHANGELOG.md"), changelog);
  writeFileSync(join(root, "package.json"), `${JSON.stringify(described, null, 2)}\n`);
  console.log(`Written: ${["package.json", "CHANGELOG.md", ...writeMetadata()].join(", ")}. Then:

  git diff
  npm test
  git commit --all --message "Version ${version}"
  git tag v${version}
  git push --atomic origin HEAD v${version}`);
}

/**
 * `npm run release`.
 * @param {string[]} args
 */
export function main(args) {
  try {
    const options = /** @type {const} */ ({ check: { type: "string" }, notes: { type: "string" } });
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    if (values.check !== undefined) check(values.check);
    else if (values.notes !== undefined) notes(values.notes);
    else if (positionals.length === 1) prepare(positionals[0]);
    else console.log(HELP);
  } catch (error) {
    complain(error);
  }
}
