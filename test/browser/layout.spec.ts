import { jupyterDisplay, MatrixFactorization } from "factorlab";
import { modelOf, PAYLOAD_MIME, presets } from "factorlab/view";
import type { PresetId } from "factorlab/view";
import type { Locator } from "@playwright/test";
import { cutOff, findings } from "./accessibility";
import { expect, test } from "./lab";
import type { Lab } from "./lab";
import { outputs } from "./notebooks";
import { beyondEdge } from "./view";

/** A notebook with the output of a preset's training, and its view. */
async function open(lab: Lab, id: PresetId): Promise<Locator> {
  const { experiment } = presets.find((preset) => preset.id === id)!;
  const { learningRate, iterations } = experiment;
  const model = modelOf(experiment).trainModel({ learningRate, iterations });
  await lab.show(`layout-${id}.ipynb`, outputs({ shown: model[jupyterDisplay]()[PAYLOAD_MIME] }));
  const view = lab.cell("// shown").locator(".factorlab-view");
  await view.waitFor();
  return view;
}

const topOf = async (control: Locator): Promise<number> => (await control.boundingBox())!.y;

for (const width of [1366, 700]) {
  test(`the slider that is dragged stays where it is, at ${width} pixels`, async ({ lab }) => {
    await lab.page.setViewportSize({ width, height: 768 });
    const view = await open(lab, "ratings");
    await view.getByRole("button", { name: "Try your inputs here!" }).click();
    const slider = view.getByRole("slider", { name: "Features" });
    await slider.scrollIntoViewIfNeeded();
    await slider.focus();
    const before = await topOf(slider);
    for (let features = 3; features <= 12; features++) {
      await lab.page.keyboard.press("ArrowRight");
      await expect(view.locator(".factorlab-facts")).toContainText(`${features} features`);
      expect(Math.abs((await topOf(slider)) - before), `${features} features`).toBeLessThan(3);
    }
  });
}

test("names stay with every matrix, whole, at every width, and nothing is cut off", async ({ lab }) => {
  const view = await open(lab, "ratings");
  // As whoever has a narrow screen does with the sidebar.
  await lab.page.keyboard.press("Control+b");
  for (const width of [1440, 1300, 1024, 700, 400]) {
    await lab.page.setViewportSize({ width, height: 900 });
    await expect(view.locator("[data-panel]")).toHaveCount(5);
    for (const panel of ["L", "L·U", "data", "error"]) {
      const name = view.locator(`[data-panel="${panel}"]`).getByRole("rowheader", { name: "Ada" });
      expect((await name.locator("span").boundingBox())!.width, `${panel} at ${width}`).toBeGreaterThan(10);
    }
    const cut = await view
      .locator("[data-panel=data] thead th span")
      .evaluateAll((names) =>
        names.filter((name) => name.scrollWidth > name.clientWidth + 1).map((name) => name.textContent),
      );
    expect(cut, `names at ${width}`).toEqual([]);
  }
  expect(await cutOff(lab.page, ".factorlab-view")).toEqual([]);
  expect(await findings(lab.page, ".factorlab-view")).toEqual([]);
});

test("where there are no names there are numbers, and where there is room the cells are large", async ({
  lab,
}) => {
  await lab.page.setViewportSize({ width: 1600, height: 900 });
  const view = await open(lab, "original");
  const cell = view.locator("[data-panel=data] tbody td").first();
  const size = await cell.evaluate((node) => parseFloat(getComputedStyle(node).fontSize));
  expect(size).toBeGreaterThanOrEqual(14);
  const shown = await view
    .locator("[data-panel=data] tbody th")
    .evaluateAll((heads) => heads.map((head) => getComputedStyle(head, "::after").content.match(/\d+/)?.[0]));
  expect(shown).toEqual(["0", "1", "2", "3", "4", "5"]);
  await view.getByRole("button", { name: "Presentation size" }).click();
  const large = await cell.boundingBox();
  expect(large!.height).toBeGreaterThan(34);
});

test("heatmaps grow with the page, in one row where it has room, and never beyond its edge", async ({
  lab,
}) => {
  const wave = Array.from({ length: 120 }, (_, i) =>
    Array.from({ length: 90 }, (_unused, j) => 3 + Math.sin(i / 9) + Math.cos(j / 7)),
  );
  const model = new MatrixFactorization(wave, 3, { seed: 1 }).trainModel({
    iterations: 5,
    learningRate: 0.05,
  });
  await lab.page.setViewportSize({ width: 1600, height: 900 });
  await lab.show("layout-heatmaps.ipynb", outputs({ shown: model[jupyterDisplay]()[PAYLOAD_MIME] }));
  await lab.page.keyboard.press("Control+b");
  const view = lab.cell("// shown").locator(".factorlab-view");
  const boxes = async (): Promise<{ x: number; y: number; width: number; height: number }[]> =>
    Promise.all(
      (await view.locator(".factorlab-field").all()).map(async (field) => (await field.boundingBox())!),
    );
  const rows = async (): Promise<number> =>
    new Set((await boxes()).map(({ y, height }) => Math.round(y + height / 2))).size;
  await expect(view.locator("[data-panel=error] .factorlab-field")).toBeVisible();
  await expect.poll(rows, "centred on one line").toBe(1);
  const wide = await boxes();
  expect(wide[2].height).toBeGreaterThan(320);
  await lab.page.setViewportSize({ width: 700, height: 900 });
  await expect.poll(rows).toBeGreaterThan(1);
  const [left, right] = await view.evaluate((node) => {
    const box = node.getBoundingClientRect();
    return [box.left, box.right];
  });
  for (const box of await boxes()) {
    expect(box.x).toBeGreaterThanOrEqual(left);
    expect(box.x + box.width).toBeLessThanOrEqual(right + 1);
    expect(box.height).toBeLessThanOrEqual(281);
  }
});

test("a number of the data is written where it is, and the form has it too", async ({ lab }) => {
  const view = await open(lab, "original");
  const data = view.locator("[data-panel=data] tbody td");
  await data.nth(4).dblclick();
  await expect(view.getByRole("textbox", { name: "Row 1, column 1" }), "no form, no change").toHaveCount(0);
  await view.getByRole("button", { name: "Try your inputs here!" }).click();
  await data.nth(4).dblclick();
  await lab.page.keyboard.type("7");
  await lab.page.keyboard.press("Enter");
  await expect(data.nth(4)).toHaveText("7");
  const grid = view.locator(".factorlab-playground").getByRole("grid");
  await expect(grid.getByRole("gridcell").nth(4)).toHaveText("7");
  await data.nth(5).focus();
  await lab.page.keyboard.press("Delete");
  await expect(data.nth(5)).toHaveText("?");
});

test("on a phone the buttons above the equation stand in one line, in German, too", async ({ lab }) => {
  const view = await open(lab, "ratings");
  await lab.page.keyboard.press("Control+b");
  await lab.page.setViewportSize({ width: 400, height: 900 });
  await lab.page.evaluate(() =>
    window.jupyterapp.commands.execute("factorlab:choose-language", { language: "de" }),
  );
  const buttons = lab.cell("// shown").locator(".factorlab-actions button:visible");
  await expect(buttons.first()).toHaveText("Eigene Eingaben ausprobieren");
  // A phone has no use for what makes everything larger for a projector.
  await expect(buttons).toHaveCount(2);
  await expect(lab.cell("// shown").locator(".factorlab-present")).toBeHidden();
  await expect(async () => {
    const tops = await buttons.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
    expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(3);
  }).toPass();
  // A number that was typed with a point has a comma once it is typed.
  await buttons.first().click();
  const rate = lab.cell("// shown").getByRole("textbox", { name: "Lernrate" });
  await rate.fill("0.07");
  await rate.press("Enter");
  await expect(rate).toHaveValue("0,07");
  await lab.page.evaluate(() =>
    window.jupyterapp.commands.execute("factorlab:choose-language", { language: "en" }),
  );
  await expect(view.or(lab.cell("// shown").locator(".factorlab-view")).first()).toBeVisible();
});

test("below the equation the form has two columns, and beside it a table of five films is seen whole", async ({
  lab,
}) => {
  const view = await open(lab, "ratings");
  await lab.page.keyboard.press("Control+b");
  await lab.page.setViewportSize({ width: 1024, height: 900 });
  await view.getByRole("button", { name: "Try your inputs here!" }).click();
  const form = view.locator(".factorlab-playground");
  const place = async (part: string): Promise<{ x: number; y: number; width: number }> =>
    (await form.locator(part).boundingBox())!;
  await expect(async () => {
    const [fields, data] = [await place(".factorlab-fields"), await place(".factorlab-data")];
    expect(data.x).toBeGreaterThan(fields.x + fields.width);
    expect(data.y).toBeLessThan(fields.y);
  }).toPass();
  expect(await findings(lab.page, ".factorlab-playground")).toEqual([]);
  expect(await cutOff(lab.page, ".factorlab-view")).toEqual([]);
  for (const width of [1600, 1366]) {
    await lab.page.setViewportSize({ width, height: 900 });
    await expect(async () => {
      const [fields, data] = [await place(".factorlab-fields"), await place(".factorlab-data")];
      expect(data.y).toBeGreaterThan(fields.y);
      expect(await beyondEdge(form.locator(".factorlab-grid"))).toBeLessThanOrEqual(0);
    }).toPass();
    expect(await form.locator(".factorlab-grid-table th span").evaluateAll(brokenWords), `${width}`).toEqual(
      [],
    );
  }
});

test("on a phone five films, an update and its mean, and dials are seen whole, without scrolling sideways", async ({
  lab,
}) => {
  const labels = { rows: ["Ada", "Björn", "Dana the Unforgettable"], columns: ["Alien", "Brazil", "The Matrix", "Casablanca", "Metropolis"] }; // prettier-ignore
  const data = [[5, null, 1, 2, 3], [4, 4, 1, 1, 2], [1, 2, 5, 4, 5]]; // prettier-ignore
  const model = (columns: number): MatrixFactorization => {
    const named = { ...labels, columns: labels.columns.slice(0, columns) };
    return new MatrixFactorization(data.map((row) => row.slice(0, columns)), 2, { seed: 1, labels: named }); // prettier-ignore
  };
  const five = model(5).trainModel({ learningRate: 0.1, iterations: 50 });
  const shown = { five: five[jupyterDisplay](), dials: model(4).byHand()[jupyterDisplay]() };
  await lab.show(
    "phone.ipynb",
    outputs({ five: shown.five[PAYLOAD_MIME], dials: shown.dials[PAYLOAD_MIME] }),
  );
  await lab.page.keyboard.press("Control+b");
  await lab.page.setViewportSize({ width: 400, height: 900 });
  const view = lab.cell("// five").locator(".factorlab-view");
  await view.getByRole("button", { name: "Try your inputs here!" }).click();
  await view.locator('[data-panel="L"]').getByRole("gridcell").nth(2).click();
  const update = view.locator(".factorlab-update-scroll");
  const scheme = lab.cell("// dials").locator(".factorlab-dials-scheme");
  const boxes = {
    data: view.locator('[data-panel="data"] .factorlab-scroll'),
    form: view.locator(".factorlab-playground .factorlab-grid"),
    ...{ update, scheme },
  };
  for (const [name, box] of Object.entries(boxes))
    await expect.poll(() => beyondEdge(box), { message: name }).toBeLessThanOrEqual(0);
  // The mean stands below the gradients that it is of, and within the card.
  const mean = (await update.locator("tbody tr:last-child td:last-child").boundingBox())!;
  const gradient = (await update.locator("tbody tr:last-child td").first().boundingBox())!;
  expect(mean.y).toBeGreaterThan(gradient.y + gradient.height);
  expect(await findings(lab.page, ".factorlab-view")).toEqual([]);
  // With the room for it, the cells stand side by side again.
  await lab.page.setViewportSize({ width: 1366, height: 900 });
  await expect(update).not.toHaveAttribute("data-upright");
});

test("nothing stands above L and U in a row of their own", async ({ lab }) => {
  const view = await open(lab, "ratings");
  await lab.page.keyboard.press("Control+b");
  await lab.page.setViewportSize({ width: 700, height: 900 });
  await expect(async () => {
    const header = (await view.locator(".factorlab-header").boundingBox())!;
    const tops = await Promise.all(
      ["L", "U"].map(
        async (name) => (await view.locator(`[data-panel="${name}"] figcaption`).boundingBox())!.y,
      ),
    );
    expect(Math.min(...tops) - header.y - header.height).toBeLessThan(50);
    expect(Math.min(...tops)).toBeGreaterThanOrEqual(header.y + header.height);
  }).toPass();
});

/** The words that stand on more than one line. */
function brokenWords(nodes: readonly Element[]): string[] {
  return nodes.flatMap(({ firstChild }) =>
    [...(firstChild?.textContent ?? "").matchAll(/\S+/g)].flatMap(({ 0: word, index }) => {
      const range = document.createRange();
      range.setStart(firstChild!, index);
      range.setEnd(firstChild!, index + word.length);
      return range.getClientRects().length > 1 ? [word] : [];
    }),
  );
}

test("at 400 % zoom the dials and their race need no more than the page's width, and sliders have room", async ({
  lab,
}) => {
  const model = new MatrixFactorization([[5, 1], [2, 4]], 2, { seed: 1 }); // prettier-ignore
  await lab.show("dials-narrow.ipynb", outputs({ dials: model.byHand()[jupyterDisplay]()[PAYLOAD_MIME] }));
  const output = lab.cell("// dials").locator(".factorlab");
  await lab.page.keyboard.press("Control+b");
  await lab.page.setViewportSize({ width: 320, height: 900 });
  const pace = output.locator(".factorlab-dials-race select");
  await expect(pace).toBeVisible();
  // The longest choice of all languages.
  await pace.evaluate((select: HTMLSelectElement) => (select.options[0].text = "4 Änderungen je Sekunde"));
  await expect(async () => {
    expect(await beyondEdge(output)).toBeLessThanOrEqual(0);
    const slider = await output.locator(".factorlab-dials-valley input[type=range]").boundingBox();
    expect(slider!.width).toBeGreaterThan(60);
  }).toPass();
});
