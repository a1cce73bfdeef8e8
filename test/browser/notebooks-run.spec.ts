import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PAYLOAD_MIME } from "factorlab/view";
import { root } from "../../scripts/lib/paths.mjs";
import { bundlesOf } from "../notebook-cells";
import type { Cell } from "../notebook-cells";
import type { Lab } from "./lab";
import { expect, test } from "./lab";
import type { Notebook } from "./notebooks";

interface Committed {
  /** How many of its outputs are views, and how many are other rich outputs, such as tables. */
  views: number;
  tables: number;
}

const folder = join(root, "notebooks");
const files = readdirSync(folder).filter((file) => /^(?!01-)\d\d-.*\.ipynb$/.test(file));

/** Its outputs are there while its cells still run, so that it is run; that all cells give what is committed, the kernel's tests see. */
const LIVE = "04-steps.ipynb";

/** A committed notebook with nothing folded away, and what its code cells show. */
function read(file: string): { notebook: Notebook; committed: Committed[] } {
  const notebook = JSON.parse(readFileSync(join(folder, file), "utf8")) as Notebook;
  const code = notebook.cells.filter((cell) => cell["cell_type"] === "code");
  const committed = code.map((cell) => {
    const bundles = bundlesOf(cell as unknown as Cell);
    const views = bundles.filter((data) => PAYLOAD_MIME in data).length;
    return { views, tables: bundles.length - views };
  });
  // What would spoil a prediction is looked at as well.
  for (const cell of code) cell["metadata"] = {};
  if (file === LIVE) for (const cell of code) Object.assign(cell, { outputs: [], execution_count: null });
  return { notebook, committed };
}

/** JupyterLab draws an output when it comes near the screen: so look at one cell after the other. */
async function everyCellShows(lab: Lab, committed: readonly Committed[]): Promise<void> {
  // JupyterLab adds cells one by one, whenever it has nothing else to do.
  await expect(lab.cells).toHaveCount(committed.length, { timeout: 90_000 });
  for (const [k, { views, tables }] of committed.entries()) {
    const cell = lab.cells.nth(k);
    await lab.scrollTo(cell);
    await expect(cell.locator(".factorlab > .factorlab-view"), `the views of cell ${k}`).toHaveCount(views);
    await expect(cell.locator(".jp-RenderedHTMLCommon table"), `the tables of cell ${k}`).toHaveCount(tables);
  }
}

for (const file of files) {
  test(`${file} in JupyterLab: every output is drawn, and none fails`, async ({ lab }) => {
    const { notebook, committed } = read(file);
    if (file === LIVE) {
      await lab.open(file, notebook);
      await lab.runAll();
    } else await lab.show(file, notebook);
    await everyCellShows(lab, committed);
    const errors = ["error", "stderr"].map((kind) => `[data-mime-type="application/vnd.jupyter.${kind}"]`);
    await expect(lab.page.locator(errors.join(", "))).toHaveCount(0);
    await expect(lab.page.locator(".factorlab-error")).toHaveCount(0);
    if (file.startsWith("02-"))
      await test.step("the microscope shows the cell's numbers", () => sameStep(lab));
  });
}

/** What notebook 02 asks for: click a number of L, and compare its update with the one that the next cell prints. */
async function sameStep(lab: Lab): Promise<void> {
  const view = lab.cell("display(trained)").locator(".factorlab-view");
  await lab.scrollTo(view);
  await view.locator('[data-panel="L"] tbody tr').nth(3).locator("td").first().click();
  const update = view.getByRole("region", { name: "One update of L[3,0] — iteration 41" });
  await expect(update).toBeVisible();
  const printed = (await lab.cell("console.log(`mean: ").locator("pre").last().textContent()) ?? "";
  const numbers = numbersIn(printed);
  expect(numbers).toHaveLength(3 * 3 + 3);
  // The view writes as many digits as make its sums true, the cell three.
  const shown = numbersIn(await update.innerText());
  for (const number of numbers)
    expect(Math.min(...shown.map((each) => Math.abs(each - number))), String(number)).toBeLessThan(6e-4);
}

const numbersIn = (text: string): number[] =>
  (text.replaceAll("−", "-").match(/-?\d+\.\d+/g) ?? []).map(Number);
