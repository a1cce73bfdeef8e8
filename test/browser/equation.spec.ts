import { join } from "node:path";
import type { Locator } from "@playwright/test";
import { MatrixFactorization } from "factorlab";
import { root } from "../../scripts/lib/paths.mjs";
import { pattern, rated, seedData, trained } from "./equation-payloads";
import { expect, test } from "./lab";
import type { Lab } from "./lab";
import { outputs } from "./notebooks";
import { beyondEdge } from "./view";

const payloads = {
  seed: trained(seedData, 2, 40),
  thirteen: trained(seedData, 13, 40),
  rated: rated(),
  large: trained(pattern(60, 40), 3, 60),
};

type Title = keyof typeof payloads;

function view(lab: Lab, title: Title): Locator {
  return lab.cell(`// ${title}`).locator(".factorlab-view");
}

function cell(within: Locator, panel: string, row: number, column: number): Locator {
  return within.locator(`[data-panel="${panel}"] tbody tr`).nth(row).locator("td").nth(column);
}

/** The texts of the cells that are lit up in a matrix. */
function lit(within: Locator, panel: string): Locator {
  return within.locator(`[data-panel="${panel}"] .factorlab-lit`);
}

function sentence(within: Locator): Locator {
  return within.locator(".factorlab-explanation [aria-hidden]");
}

async function open(lab: Lab, titles: readonly Title[]): Promise<void> {
  await lab.show(
    "equation.ipynb",
    outputs(Object.fromEntries(titles.map((title) => [title, payloads[title]]))),
  );
}

test("a cell of L·U says which numbers it is made of, and an entry of L or U how it is updated", async ({
  lab,
}) => {
  await open(lab, ["seed", "rated"]);
  const seed = view(lab, "seed");
  await lab.scrollTo(seed);
  const { L, U } = payloads.seed;
  const number = (value: number): string => value.toFixed(2);

  await test.step("pointing lights up the row of L, the column of U and the cell in every matrix", async () => {
    await cell(seed, "L·U", 4, 1).hover();
    await expect(lit(seed, "L")).toHaveText([L.values[8], L.values[9]].map(number));
    await expect(lit(seed, "U")).toHaveText([U.values[1], U.values[4]].map(number));
    for (const panel of ["L·U", "data", "error"]) await expect(lit(seed, panel)).toHaveCount(1);
    await expect(sentence(seed)).toContainText(/^L·U\[4,1\] = .* · wanted 2 · error/);
    // As many digits as make the sum true.
    const text = await sentence(seed).innerText();
    const [, ...written] = /= (\S+) × (\S+) \+ (\S+) × (\S+) = (\S+)/.exec(text) ?? [];
    const [a, b, c, d] = written.map(Number);
    [L.values[8], U.values[1], L.values[9], U.values[4]].forEach((value, k) =>
      expect(Number(written[k])).toBeCloseTo(value, 2),
    );
    expect((a * b + c * d).toFixed(written[4].split(".")[1].length)).toBe(written[4]);
  });
  await test.step("it stays when the pointer leaves, and Escape lets go", async () => {
    await lab.page.mouse.move(5, 5);
    await expect(lit(seed, "L·U")).toHaveCount(1);
    await cell(seed, "L·U", 4, 1).click();
    await lab.page.keyboard.press("Escape");
    await expect(seed.locator(".factorlab-lit")).toHaveCount(0);
    await lab.page.mouse.move(5, 5);
    await expect(sentence(seed)).toContainText("Point at a cell");
  });
  await test.step("an entry of L lights up what it is multiplied with and goes into", async () => {
    await cell(seed, "L", 2, 1).hover();
    await expect(lit(seed, "U")).toHaveText(U.values.slice(3).map(number));
    await expect(lit(seed, "L·U")).toHaveCount(3);
    await lab.page.mouse.move(5, 5);
  });
  await test.step("each matrix is one stop of the Tab key, walked with arrows, Home and End", async () => {
    await cell(seed, "L·U", 4, 1).focus();
    await lab.page.keyboard.press("ArrowRight");
    await expect(sentence(seed)).toContainText("L·U[4,2]");
    await lab.page.keyboard.press("Control+Home");
    await expect(sentence(seed)).toContainText("L·U[0,0]");
    await lab.page.keyboard.press("End");
    await lab.page.keyboard.press("ArrowDown");
    await expect(sentence(seed)).toContainText("L·U[1,2]");
    await expect(seed.locator(':focus[aria-describedby^="factorlab-explanation"]')).toHaveCount(1);
    await lab.page.keyboard.press("Tab");
    await expect(seed.locator('[data-panel="data"] :focus')).toHaveCount(1);
    await expect(lab.page.locator(".jp-Notebook .jp-Cell"), "the notebook kept its hands off").toHaveCount(2);
  });
  await test.step("clicking an entry shows its next update, number for number", () =>
    showsUpdates(lab, seed));
  await test.step("an unknown cell has a prediction and no error", async () => {
    const films = view(lab, "rated");
    await lab.scrollTo(films);
    await expect(films.locator('[data-panel="data"] .factorlab-unknown')).toHaveText(["?", "?"]);
    await expect(films.locator('[data-panel="L·U"] .factorlab-predicted')).toHaveCount(2);
    await cell(films, "data", 0, 1).hover();
    await expect(sentence(films)).toContainText(/L·U\[0,1\] Ada, Film B = .* · unknown · predicted \d\.\d\d/);
    await expect(films.locator('[data-panel="L·U"] thead th')).toHaveText(payloads.rated.labels!.columns!);
  });
});

async function showsUpdates(lab: Lab, seed: Locator): Promise<void> {
  await lab.scrollTo(seed);
  const after = new MatrixFactorization(seedData, 2, { seed: 10 }).trainModel({ iterations: 41 });
  const update = seed.locator(".factorlab-microscope");
  await expect(update).toBeHidden();

  await cell(seed, "L", 4, 0).click();
  await expect(update).toContainText("One update of L[4,0] — iteration 41");
  await expect(update.locator("thead th")).toHaveText(["column 0", "column 1", "column 2", "mean"]);
  expect(await reached(update)).toBeCloseTo(after.L.get(4, 0), 4);
  await expect(cell(seed, "L", 4, 0)).toHaveAttribute("aria-selected", "true");

  await cell(seed, "U", 1, 2).focus();
  await lab.page.keyboard.press("Enter");
  await expect(update).toContainText("One update of U[1,2] — iteration 41");
  await expect(update.locator("thead th")).toHaveCount(7);
  expect(await reached(update)).toBeCloseTo(after.U.get(1, 2), 4);
  await expect(seed.locator("[aria-selected]")).toHaveCount(1);
}

async function reached(update: Locator): Promise<number> {
  return Number(await update.locator(".factorlab-update-result strong").textContent());
}

test("a matrix too large for numbers zooms in all its matrices at once, down to the numbers", async ({
  lab,
}) => {
  await open(lab, ["large"]);
  const large = view(lab, "large");
  await lab.scrollTo(large);
  await expect(large.locator("canvas.factorlab-pixels")).toHaveCount(5);
  await drag(lab, large.locator('[data-panel="data"] .factorlab-glass'), [0.25, 0.5], [0.62, 0.79]);
  await expect(large.locator(".factorlab-zoom")).toContainText("rows 30 to 47, columns 10 to 24");
  for (const [panel, count] of [
    ["L", 18 * 3],
    ["U", 3 * 15],
    ["L·U", 18 * 15],
    ["error", 18 * 15],
  ] as const) {
    await expect(large.locator(`[data-panel="${panel}"] tbody td`)).toHaveCount(count);
  }
  await cell(large, "L·U", 2, 3).hover();
  await expect(sentence(large)).toContainText("L·U[32,13] = ");
  await lab.picture("equation-zoomed-light", large.locator(".factorlab-equation-view"));

  await large.getByRole("button", { name: "Show all" }).click();
  await expect(large.locator("canvas.factorlab-pixels")).toHaveCount(5);
  await test.step("with the keys", async () => {
    await large.locator('[data-panel="L·U"] .factorlab-field').focus();
    await lab.page.keyboard.press("ArrowDown");
    await expect(sentence(large)).toContainText("L·U[1,0] = ");
    await lab.page.keyboard.press("+");
    await expect(large.locator(".factorlab-zoom")).toContainText("rows 15 to 44, columns 10 to 29");
    await lab.page.keyboard.press("+");
    await expect(large.locator('[data-panel="L·U"] td:focus')).toHaveCount(1);
    await lab.page.keyboard.press("0");
    await expect(large.locator(".factorlab-zoom")).toContainText("Drag over a matrix");
  });
});

/** Drags from one place of an element to another, given as shares of its width and height. */
async function drag(lab: Lab, on: Locator, from: [number, number], to: [number, number]): Promise<void> {
  const box = (await on.boundingBox())!;
  const at = ([x, y]: [number, number]): [number, number] => [box.x + x * box.width, box.y + y * box.height];
  await lab.page.mouse.move(...at(from));
  await lab.page.mouse.down();
  await lab.page.mouse.move(...at(to), { steps: 3 });
  await lab.page.mouse.up();
}

test("the equation looks as it should and axe finds nothing to object to, in any theme", async ({ lab }) => {
  await open(lab, ["seed", "thirteen", "rated", "large"]);
  await lab.page.addScriptTag({ path: join(root, "node_modules/axe-core/axe.min.js") });
  for (const theme of ["Light", "Dark"] as const) {
    await lab.theme(`JupyterLab ${theme}`);
    for (const title of ["seed", "thirteen", "rated", "large"] as const) {
      const shown = view(lab, title);
      await lab.scrollTo(shown);
      if (title === "large") await expect(shown.locator("canvas.factorlab-pixels")).toHaveCount(5);
      else await cell(shown, "L·U", title === "seed" ? 4 : 0, 1).click();
      await lab.picture(
        `equation-${title}-${theme.toLowerCase()}`,
        shown.locator(".factorlab-equation-view"),
      );
    }
    const seed = view(lab, "seed");
    await lab.scrollTo(seed);
    await cell(seed, "L", 4, 0).click();
    await lab.picture(`equation-update-${theme.toLowerCase()}`, seed.locator(".factorlab-microscope"));
    expect(await complaints(lab), theme).toEqual([]);
  }
  await lab.theme("JupyterLab Dark High Contrast");
  await lab.scrollTo(view(lab, "rated"));
  await lab.picture("equation-high-contrast", view(lab, "rated").locator(".factorlab-equation-view"));
  expect(await complaints(lab)).toEqual([]);
  await lab.theme("JupyterLab Light");
  await lab.page.setViewportSize({ width: 700, height: 1000 });
  for (const title of ["seed", "thirteen", "rated"] as const) {
    const narrow = view(lab, title);
    await lab.scrollTo(narrow);
    await lab.picture(`equation-${title}-700`, narrow.locator(".factorlab-equation-view"));
    const wide = await beyondEdge(narrow);
    expect(wide, "nothing sticks out of the view").toBeLessThanOrEqual(0);
  }
});

/** What axe says about the views: the rule, and where it is broken. */
function complaints(lab: Lab): Promise<string[]> {
  return lab.page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(context: string): Promise<Found> } };
    interface Found {
      passes: unknown[];
      violations: { id: string; nodes: { html: string }[] }[];
    }
    const { violations, passes } = await axe.run(".factorlab-equation-view, .factorlab-microscope");
    if (passes.length === 0) return ["axe looked at nothing"];
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  });
}
