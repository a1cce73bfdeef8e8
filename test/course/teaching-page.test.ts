/** The cells of docs/teaching.md, which teachers copy. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { EXERCISES } from "../../src/course/exercises/all";
import { courseNames, courseSource } from "../../scripts/lib/course/course.mjs";
import { root } from "../../scripts/lib/paths.mjs";
import { runRecipes, type Run } from "../recipes/run-recipes";

const page = readFileSync(join(root, "docs", "teaching.md"), "utf8").replaceAll("\r\n", "\n");

const sectionOf = (heading: string): string =>
  page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`))!;

/** The cells of a section, one after the other. */
function codeOf(heading: string): string {
  return [...sectionOf(heading).matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code).join("");
}

let run: Run;
beforeAll(() => {
  const recipes = ["Your class as data", "An exercise of your own"].map((question) => ({
    ...{ question, code: codeOf(question), prints: "" },
  }));
  // What a cell shows by its last line, a file does not; and no page is there to show a training.
  recipes[0].code = recipes[0].code.replace("ours; //", "console.log(String(ours)); //");
  recipes[1].code += "console.log(mean);\n";
  run = runRecipes(recipes);
}, 120_000);

test("cells that teachers copy compile, and read a class as the page says", () => {
  expect(run.objections).toEqual([]);
  expect(run.printed[0]).toMatch(/^5 pupils, 4 films, 18 ratings \(90 % of the table\)\n/);
  expect(run.printed[0]).toMatch(/Ada is most like (?:Cleo|Eve): their features point the same way/);
});

test("the exercise of one's own is asked, and finds its solution right", () => {
  expect(run.printed[1]).toMatch(/Exercise own\.1: A newcomer's first rating/);
  expect(run.printed[1]).toMatch(/\nRight\.\n/);
});

test("the plan has each notebook with the minutes that it says itself", () => {
  for (const name of courseNames()) {
    const row = page.split("\n").find((line) => line.startsWith(`| ${name.slice(0, 2)} `))!;
    const said = /\*\*Time\*\* *\| *(\d+) minutes/.exec(courseSource(name)[0].text)?.[1];
    if (said !== undefined) expect(row.split("|")[2].trim(), name).toBe(said);
  }
});

test("exercises that show a mistake are there", () => {
  const named = sectionOf("What learners get wrong").match(/\b\d\.\d\b/g)!;
  expect(named.length).toBeGreaterThan(20);
  for (const id of named) expect(Object.keys(EXERCISES), id).toContain(id);
});
