/** The plane of features: linked with the matrices, dragged, turned, pulled in, played, by pointer and by keys. */
import { readFileSync } from "node:fs";
import type { Locator } from "@playwright/test";
import { MatrixFactorization } from "factorlab";
import { checkPayload } from "factorlab/view";
import { findings } from "./accessibility";
import { expect, test } from "./lab";
import { outputs, payloadOf } from "./notebooks";
import { valuesIn } from "./values";

const data = [
  [5, 4, 1, null, 4.5],
  [4, null, 1, 1.5, 5],
  [1, 1.5, 5, 4, null],
  [2, 1, 4, 5, 1],
];
const labels = {
  rows: ["Ada", "Ben", "Cleo", "Dina"],
  columns: ["The Matrix", "Alien", "Amélie", "Notting Hill", "Terminator"],
};
const trained = (features: number): MatrixFactorization =>
  new MatrixFactorization(data, features, { seed: 3, labels }).trainModel({
    iterations: 300,
    learningRate: 0.05,
  });

const ALIEN = 1;
const COLUMNS = labels.columns.length;

/** The view of one output. */
class PlaneOnPage {
  readonly sentence: Locator;
  readonly loss: Locator;
  readonly stage: Locator;
  readonly undo: Locator;

  constructor(readonly view: Locator) {
    this.sentence = view.locator(".factorlab-plane-sentence");
    this.loss = view.locator(".factorlab-plane-loss");
    this.stage = view.locator(".factorlab-plane .factorlab-map");
    this.undo = view.locator(".factorlab-plane").getByRole("button", { name: "Undo" });
  }

  values(matrix: string): Promise<number[]> {
    return valuesIn(this.view, matrix);
  }

  lit(matrix: string): Promise<number> {
    return this.view.locator(`[data-panel="${matrix}"] .factorlab-lit`).count();
  }

  litNames(): Promise<string[]> {
    return this.stage
      .locator("text")
      .evaluateAll((texts) =>
        texts
          .filter((text) => text.parentElement?.classList.contains("factorlab-lit-point"))
          .map((text) => text.textContent),
      );
  }

  /** The tip of a column's arrow on the page. Arrows are drawn from the last to the first. */
  async tip(column: number): Promise<[x: number, y: number]> {
    await this.stage.scrollIntoViewIfNeeded();
    const ends = await this.stage
      .locator('[data-kind="column"] .factorlab-plane-shaft')
      .evaluateAll((shafts) =>
        shafts.map((shaft) => {
          const { left, top } = shaft.closest("svg")!.getBoundingClientRect();
          const at = (name: string): number => Number(shaft.getAttribute(name));
          return [left + at("x2"), top + at("y2")] as [number, number];
        }),
      );
    return ends[COLUMNS - 1 - column];
  }
}

const apart = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((value, k) => Math.abs(value - b[k])));
const columnOf = (U: readonly number[], j: number): number[] => U.filter((_, k) => k % COLUMNS === j);

test("the plane of features is linked with the matrices, and what is done in it changes them", async ({
  lab,
}) => {
  const shown = {
    plane: trained(2).plane(),
    three: trained(3).plane({ features: [0, 2] }),
    whole: trained(2),
  };
  const payloads = Object.fromEntries(
    Object.entries(shown).map(([title, value]) => [title, payloadOf(value)]),
  );
  await lab.show("plane.ipynb", outputs(payloads));
  const of = (title: keyof typeof shown): PlaneOnPage =>
    new PlaneOnPage(lab.cell(`// ${title}`).locator(".factorlab-view"));
  const plane = of("plane");
  await lab.scrollTo(plane.view);
  const [L, U, LU] = await Promise.all(["L", "U", "L·U"].map((name) => plane.values(name)));
  const { mouse, keyboard } = lab.page;

  await test.step("all arrows have their names, and pointing at one lights its numbers", async () => {
    await expect(plane.stage.locator("text:visible")).toHaveText([...labels.columns, ...labels.rows]);
    await mouse.move(...(await plane.tip(ALIEN)));
    await expect(plane.sentence).toContainText("Ada · Alien: length");
    expect(await plane.lit("U")).toBe(2);
    expect(await plane.lit("L·U")).toBe(1);
    expect(await plane.litNames()).toEqual(["Alien", "Ada"]);
  });
  await test.step("pointing at a number lights its arrows", async () => {
    await plane.view
      .locator('[data-panel="L·U"] td[data-value]')
      .nth(2 * COLUMNS + 3)
      .hover();
    await expect(plane.sentence).toContainText("Cleo · Notting Hill: length");
    expect(await plane.litNames()).toEqual(["Notting Hill", "Cleo"]);
    await plane.view.locator('[data-panel="L"] td[data-value]').nth(1).hover();
    await expect(plane.sentence).toContainText("Ada · Notting Hill: length");
  });
  await test.step("a film that is dragged takes its column of U along, and nothing else of the factors", async () => {
    const [x, y] = await plane.tip(ALIEN);
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + 70, y + 60, { steps: 4 });
    await mouse.up();
    const [dragged, product] = await Promise.all([plane.values("U"), plane.values("L·U")]);
    expect(apart(columnOf(dragged, ALIEN), columnOf(U, ALIEN))).toBeGreaterThan(0.1);
    for (const j of [0, 2, 3, 4]) expect(columnOf(dragged, j)).toEqual(columnOf(U, j));
    expect(await plane.values("L")).toEqual(L);
    expect(apart(columnOf(product, ALIEN), columnOf(LU, ALIEN))).toBeGreaterThan(0.1);
    await expect(plane.loss).toContainText("as trained");
    await plane.undo.click();
    expect(await plane.values("U")).toEqual(U);
    await expect(plane.undo).toBeDisabled();
  });
  await test.step("keys choose arrows, move them and take that back", async () => {
    await plane.stage.focus();
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowRight");
    await expect(plane.sentence).toContainText("Ben · Amélie");
    await keyboard.press("Shift+ArrowUp");
    const moved = await plane.values("U");
    expect(columnOf(moved, 2)[1]).toBeGreaterThan(columnOf(U, 2)[1]);
    expect(columnOf(moved, 2)[0]).toBeCloseTo(columnOf(U, 2)[0], 12);
    await expect(plane.view.locator(".factorlab-plane [role=status]")).toContainText("Ben · Amélie");
    await keyboard.press("Control+z");
    expect(await plane.values("U")).toEqual(U);
    await keyboard.press("Control+y");
    expect(await plane.values("U")).toEqual(moved);
    await keyboard.press("Control+z");
  });
  await test.step("turned, stretched and mirrored, it changes L and U, and leaves L·U", async () => {
    await plane.view.getByLabel("Turn").fill("60");
    await plane.view.getByLabel("Stretch").fill("0.5");
    await plane.view.getByLabel("Mirror").check();
    expect(apart(await plane.values("L"), L)).toBeGreaterThan(0.5);
    expect(apart(await plane.values("U"), U)).toBeGreaterThan(0.5);
    expect(apart(await plane.values("L·U"), LU)).toBeLessThan(1e-12);
    await lab.picture("plane-turned", plane.view);
  });
  await test.step("a penalty pulls all arrows in, and L·U with them", async () => {
    const size = (values: readonly number[]): number => Math.hypot(...values);
    await plane.view.getByLabel("Penalty λ").fill("0.6");
    expect(size(await plane.values("L·U"))).toBeLessThan(0.8 * size(LU));
    await plane.view.getByRole("button", { name: "As trained" }).click();
    expect(await plane.values("L·U")).toEqual(LU);
    expect(await plane.values("L")).toEqual(L);
  });
  await test.step("training is played in it, and goes on from what was changed", async () => {
    const before = await plane.tip(ALIEN);
    const slider = plane.view.getByRole("slider", { name: "Iteration" });
    await slider.focus();
    await keyboard.press("Home");
    await expect.poll(async () => apart(await plane.tip(ALIEN), before)).toBeGreaterThan(20);
    await keyboard.press("End");
    await expect.poll(async () => apart(await plane.values("U"), U)).toBe(0);
    await plane.stage.focus();
    for (let step = 0; step < 6; step++) await keyboard.press("Shift+ArrowRight");
    await expect(plane.loss).toContainText("as trained");
    await plane.view.getByRole("button", { name: "Train from here" }).click();
    await expect(plane.loss).not.toContainText("as trained");
    await expect(plane.view.locator(".factorlab-facts")).toContainText("iteration 300");
    expect(apart(await plane.values("L·U"), LU)).toBeLessThan(0.5);
    await plane.undo.click();
    await expect(plane.loss).toContainText("as trained");
  });
  await test.step("two of three features are chosen, and exports hold what is shown", async () => {
    const three = of("three");
    await lab.scrollTo(three.view);
    await expect(three.view.locator(".factorlab-plane-key")).toContainText("→ feature 0 · ↑ feature 2");
    await three.view.getByLabel("Across").selectOption("feature 1");
    await expect(three.sentence).toContainText("from other features, L·U =");
    await three.view.getByRole("button", { name: "Export or copy" }).click();
    const download = lab.page.waitForEvent("download");
    await lab.page.getByRole("menuitem", { name: "Export as JSON" }).click();
    const file = await (await download).path();
    const exported = checkPayload(JSON.parse(readFileSync(file, "utf8")));
    expect(exported).toMatchObject({ kind: "plane", features: [1, 2] });
  });
  await test.step("each factorization has it as a fold below the equation", async () => {
    const whole = of("whole");
    await lab.scrollTo(whole.view);
    await expect(whole.stage).toHaveCount(0);
    await whole.view.getByText("Plane of features").click();
    await expect(whole.stage.locator("text:visible")).toHaveCount(9);
  });
  await test.step("whoever cannot see it is told all, in both themes, and nothing is cut off where it is narrow", async () => {
    for (const theme of ["JupyterLab Dark", "JupyterLab Light"] as const) {
      await lab.theme(theme);
      expect(await findings(lab.page, ".factorlab-view")).toEqual([]);
      await lab.picture(`plane-${theme.endsWith("Dark") ? "dark" : "light"}`, plane.view);
    }
  });
});
