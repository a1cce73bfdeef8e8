import { beforeAll, expect, test } from "vitest";
import { readRecipes } from "./read-recipes";
import { runRecipes } from "./run-recipes";
import type { Run } from "./run-recipes";

const recipes = readRecipes();
let run: Run;

beforeAll(() => {
  run = runRecipes(recipes);
}, 120_000);

test("the page answers thirty questions, each with cells", () => {
  expect(recipes.length).toBeGreaterThanOrEqual(30);
  for (const { question, code } of recipes) {
    expect(question).toMatch(/\?$/);
    expect(code, question).toContain('from "factorlab"');
  }
});

test("the compiler objects to no recipe", () => {
  expect(run.objections).toEqual([]);
});

test.each(recipes.map((recipe, k) => [recipe.question, k] as const))("%s", (_, k) => {
  expect(run.printed[k]).toBe(recipes[k].prints);
});
