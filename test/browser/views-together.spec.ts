/** Views of one workbench side by side, and what becomes of them when the language changes while they are open. */
import type { Locator } from "@playwright/test";
import { BayesianMF, datasets, hideAndGuess, lossCurves, MatrixFactorization } from "factorlab";
import type { Lab } from "./lab";
import { expect, test } from "./lab";
import { outputs, payloadOf } from "./notebooks";
import { data, labels } from "./small-table";
import { valuesIn } from "./values";

const model = (features: number = 2): MatrixFactorization =>
  new MatrixFactorization(data, features, { seed: 3, labels }).trainModel({
    iterations: 200,
    learningRate: 0.05,
  });

/** The dials and the plane of one output. */
class Both {
  readonly dials: Locator;
  readonly plane: Locator;

  constructor(readonly view: Locator) {
    this.dials = view.locator(".factorlab-dials");
    this.plane = view.locator(".factorlab-plane");
  }

  values(matrix: string): Promise<number[]> {
    return valuesIn(this.view, matrix);
  }

  dial(name: string): Locator {
    return this.dials.getByRole("slider", { name, exact: true });
  }

  /** The number that a dial shows. */
  async turned(name: string): Promise<number> {
    return Number(await this.dial(name).getAttribute("aria-valuenow"));
  }

  /** The directions of the arrows of a kind, in degrees, in the order of the matrix. */
  directions(kind: "row" | "column"): Promise<number[]> {
    return this.plane.locator(`[data-kind="${kind}"] .factorlab-plane-shaft`).evaluateAll((shafts) =>
      shafts
        .map((shaft) => {
          const at = (name: string): number => Number(shaft.getAttribute(name));
          return Math.round((Math.atan2(at("y1") - at("y2"), at("x2") - at("x1")) * 180) / Math.PI);
        })
        // Arrows are drawn from the last to the first.
        .reverse(),
    );
  }

  undo(of: Locator): Locator {
    return of.getByRole("button", { name: /^(Undo|Rückgängig)$/ });
  }
}

async function open(lab: Lab, view: Locator): Promise<Both> {
  const both = new Both(view);
  await lab.scrollTo(view);
  await view.locator("summary", { hasText: "Be the gradient" }).click();
  await view.locator("summary", { hasText: "Plane of features" }).click();
  await expect(both.dials).toBeVisible();
  await expect(both.plane.locator(".factorlab-plane-shaft").first()).toBeVisible();
  return both;
}

test("dials and plane are open together: what is done in one is seen in the other, and each takes it back", async ({
  lab,
}) => {
  await lab.show("together.ipynb", outputs({ both: payloadOf(model()) }));
  const both = await open(lab, lab.cell("// both").locator(".factorlab-view"));
  const { keyboard } = lab.page;
  const ada = "L[0,0] Ada";
  const [L, U, rows, columns] = [
    ...[await both.values("L"), await both.values("U")],
    ...[await both.directions("row"), await both.directions("column")],
  ] as [number[], number[], number[], number[]];

  await test.step("a dial that is turned moves its arrow, and no other one", async () => {
    await both.dial(ada).focus();
    await keyboard.press("PageUp");
    await keyboard.press("PageUp");
    expect((await both.values("L"))[0]).toBeGreaterThan(L[0]);
    const moved = await both.directions("row");
    expect(moved.slice(1), "of the others").toEqual(rows.slice(1));
    expect(moved[0]).not.toBe(rows[0]);
    expect(await both.directions("column")).toEqual(columns);
    await lab.picture("together-dials-and-plane", both.view);
  });
  await test.step("undo of the dials brings the arrow back", async () => {
    await both.undo(both.dials).click();
    expect(await both.values("L")).toEqual(L);
    expect(await both.directions("row")).toEqual(rows);
  });
  await test.step("an arrow that is moved turns its dials, and undo of the plane turns them back", async () => {
    await both.plane.locator(".factorlab-map").focus();
    await keyboard.press("ArrowDown");
    await keyboard.press("Shift+ArrowUp");
    await keyboard.press("Shift+ArrowLeft");
    const after = await both.values("L");
    expect(after).not.toEqual(L);
    const row = after.findIndex((value, k) => value !== L[k]) >> 1;
    const name = `L[${row},0] ${labels.rows[row]}`;
    expect(await both.turned(name)).toBe(after[2 * row]);
    expect(await both.values("U")).toEqual(U);
    while (await both.undo(both.plane).isEnabled()) await both.undo(both.plane).click();
    expect(await both.values("L")).toEqual(L);
    expect(await both.turned(name)).toBe(L[2 * row]);
  });
  await test.step("a dial that is turned on a turned plane begins with what is shown", async () => {
    const turn = both.plane.locator("input[type=range]").first();
    await turn.fill("40");
    const shown = await both.values("L");
    expect(shown[0]).not.toBe(L[0]);
    expect(await both.turned(ada)).toBe(shown[0]);
    await both.dial(ada).focus();
    await keyboard.press("ArrowUp");
    const turned = await both.values("L");
    expect(turned[0]).toBeGreaterThan(shown[0]);
    turned.slice(1).forEach((value, k) => expect(value).toBeCloseTo(shown[k + 1], 9));
  });
});

test("the language changes while outputs are open: all is said in it, and what was begun is kept", async ({
  lab,
}) => {
  const guess = hideAndGuess(model(), { cells: [[0, 0], [2, 2]], iterations: 200, learningRate: 0.05 }); // prettier-ignore
  await lab.show("languages.ipynb", outputs({ both: payloadOf(model()), guess: payloadOf(guess) }));
  const both = await open(lab, lab.cell("// both").locator(".factorlab-view"));
  const guessed = lab.cell("// guess").locator(".factorlab-view");
  const ada = "L[0,0] Ada";
  const speak = (language: string): Promise<unknown> =>
    lab.page.evaluate(
      (language) => window.jupyterapp.commands.execute("factorlab:choose-language", { language }),
      language,
    );

  await both.dial(ada).focus();
  await lab.page.keyboard.press("PageUp");
  await both.plane.locator("input[type=range]").first().fill("25");
  const [L, rows] = [await both.values("L"), await both.directions("row")];
  await lab.scrollTo(guessed);
  const own = guessed.getByRole("textbox", { name: "Your guess for Ada × Alien" });
  await own.fill("4.5");
  await own.press("Enter");
  await expect(guessed.locator(".factorlab-guess-score")).toContainText("Your guess is");

  await speak("de");
  await expect(guessed.locator(".factorlab-guess-score")).toContainText("Ihr Tipp");
  await expect(guessed.locator('[data-panel="data"] .factorlab-hidden').first()).toHaveText("4,5?");
  await lab.picture("together-guess-german", guessed);
  await lab.scrollTo(both.view);
  await expect(both.view.locator("summary", { hasText: "Ebene der Merkmale" })).toBeVisible();
  await expect(both.dial(ada)).toBeVisible();
  expect(await both.values("L"), "the numbers that were turned, on the plane that was turned").toEqual(L);
  expect(await both.directions("row")).toEqual(rows);
  const decimals = both.view.locator('[data-panel="L"] td[data-value]').first();
  await expect(decimals).toHaveText(/^−?\d,\d+$/);
  await expect(both.dial(ada)).toHaveAttribute("aria-valuetext", /^−?\d,\d+, /);
  await expect(both.view.locator(".factorlab-iteration-label", { hasText: "." })).toHaveCount(0);
  await lab.picture("together-german", both.view);

  await test.step("and can still be taken back", async () => {
    await both.undo(both.plane).click();
    await both.undo(both.dials).click();
    await speak("en");
    await expect(both.view.locator("summary", { hasText: "Plane of features" })).toBeVisible();
    await expect(decimals).toHaveText(/^−?\d\.\d+$/);
    const trained = model().L.values;
    (await both.values("L")).forEach((value, k) => expect(value).toBeCloseTo(trained[k], 9));
  });
});

test("changes in the form can still be undone when the language has changed, and What if goes on", async ({
  lab,
}) => {
  await lab.show("form-languages.ipynb", outputs({ form: payloadOf(model()) }));
  const view = lab.cell("// form").locator(".factorlab-view");
  const form = view.locator(".factorlab-playground");
  const speak = (language: string): Promise<unknown> =>
    lab.page.evaluate(
      (language) => window.jupyterapp.commands.execute("factorlab:choose-language", { language }),
      language,
    );
  await view.getByRole("button", { name: "Try your inputs here!" }).click();
  await form.getByText("Advanced").click();
  const cell = form.getByRole("gridcell").first();
  const before = await cell.innerText();
  await cell.focus();
  await lab.page.keyboard.press("Alt+ArrowUp");
  await expect(cell).not.toHaveText(before);
  await form.getByRole("button", { name: "What did that change?" }).click();
  await expect(view.locator('[data-panel="change"]')).toBeVisible();
  await expect(form.locator(".factorlab-what-if-answer")).toContainText("L·U changed by");

  await speak("de");
  await expect(form.locator(".factorlab-what-if-answer")).toContainText("L·U hat sich in dieser Zelle");
  await expect(view.locator('[data-panel="change"]')).toBeVisible();
  await expect(form.getByRole("textbox", { name: "Anfangsfaktoren ab" })).toBeVisible();
  await form.getByRole("button", { name: "Rückgängig" }).click();
  await expect(cell).toHaveText(before.replace(".", ","));
  await expect(form.getByRole("button", { name: "Rückgängig" })).toBeDisabled();
  await speak("en");
});

test("what a person has chosen in a view is kept when the language changes", async ({ lab }) => {
  const ratings = datasets.films().ratings;
  const list = new BayesianMF({ features: 2, epochs: 20, seed: 1 })
    .fit(ratings)
    .recommend("Ada", { count: 5 });
  const shown = { curves: lossCurves(model(1), model(2)), list, hand: model().byHand() };
  const payloads = Object.entries(shown).map(([title, value]) => [title, payloadOf(value)]);
  await lab.show("kept.ipynb", outputs(Object.fromEntries(payloads) as Record<string, unknown>));
  const view = (title: keyof typeof shown): Locator =>
    lab.cell(`// ${title}`).locator(".factorlab-view").first();
  const speak = (language: string): Promise<unknown> =>
    lab.page.evaluate(
      (language) => window.jupyterapp.commands.execute("factorlab:choose-language", { language }),
      language,
    );
  const [curves, table, hand] = [view("curves"), view("list"), view("hand")];
  await lab.scrollTo(curves);
  await curves.getByRole("button", { name: "Zoom in" }).click();
  const part = curves.getByText(/^iterations \d+ to \d+$/);
  await expect(part).toBeVisible();
  const [from, to] = (await part.innerText()).match(/\d+/g)!;
  await lab.scrollTo(table);
  await table.getByRole("button", { name: "title" }).click();
  await expect(table.locator("th[aria-sort=ascending]")).toHaveText("title");

  await lab.scrollTo(hand);
  await test.step("dials hold a start, and nothing of a training is said", async () => {
    await expect(hand.locator(".factorlab-facts").first()).toContainText("seed 3");
    await expect(hand.locator(".factorlab-facts").first()).not.toContainText("trained");
    await expect(hand.locator(".factorlab-scrubber")).toBeHidden();
  });
  await hand.getByRole("button", { name: "To its end" }).click();
  await expect(hand.getByRole("button", { name: "Race again" })).toBeVisible();

  await speak("de");
  await expect(hand.getByRole("button", { name: "Neues Rennen" })).toBeVisible();
  await expect(curves.getByText(`Iterationen ${from} bis ${to}`)).toBeVisible();
  await expect(curves.getByRole("button", { name: "2 Merkmale" }).first()).toBeVisible();
  await expect(table.locator("th[aria-sort=ascending]")).toHaveText("Titel");
  await expect(table.locator("strong").first()).toHaveText("Für Ada");
  await lab.scrollTo(table);
  await lab.picture("together-list-german", table);
  await speak("en");
});
