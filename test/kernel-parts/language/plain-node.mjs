/** Imports modules one after another, and writes their outcomes: `node plain-node.mjs <file with a list of files>`. */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { outcomeOf } from "./outcome.mjs";

const [list, answers] = process.argv.slice(2);
process.on("unhandledRejection", () => {}); // A cell's kernel goes on as well.
const outcomes = [];
for (const file of JSON.parse(readFileSync(list, "utf8")))
  outcomes.push(await outcomeOf(() => import(pathToFileURL(file).href)));
writeFileSync(answers, JSON.stringify(outcomes));
