/** Hide and guess: cells are hidden with pointer and keys, in the form and in the equation, and guessed by both. */
import { readFileSync } from "node:fs";
import type { Locator } from "@playwright/test";
import { hideAndGuess, MatrixFactorization } from "factorlab";
import { checkPayload, presets } from "factorlab/view";
import type { GuessViewPayload } from "factorlab/view";
import { findings } from "./accessibility";
import { expect, test } from "./lab";
import { outputs, payloadOf } from "./notebooks";

const noise = presets.find(({ id }) => id === "noise")!.experiment;
const how = { learningRate: noise.learningRate, iterations: 400 };
const model = (): MatrixFactorization => new MatrixFactorization(noise.data, 2, { seed: 7 });

/** The view of one output. */
class GuessOnPage {
  readonly words: Locator;
  readonly hidden: Locator;
  readonly inForm: Locator;
  readonly status: Locator;

  constructor(readonly view: Locator) {
    this.words = view.locator(".factorlab-guess-first");
    this.hidden = view.locator('[data-panel="data"] .factorlab-hidden');
    this.inForm = view.locator(".factorlab-grid-table .factorlab-hidden");
    this.status = view.locator(".factorlab-guess-status");
  }

  cell(row: number, column: number): Locator {
    return this.view.locator('[data-panel="data"] tbody tr').nth(row).locator("td").nth(column);
  }

  button(name: string | RegExp): Locator {
    return this.view.locator(".factorlab-guess").getByRole("button", { name });
  }

  field(name: string): Locator {
    return this.view.locator(".factorlab-fields").getByRole("textbox", { name });
  }

  /** Until all trainings are done. */
  async settled(): Promise<void> {
    await expect(this.view.locator(".factorlab-guess")).not.toHaveAttribute("data-busy");
  }
}

test("cells of data are hidden, the model guesses them, and so does who looks on", async ({ lab }) => {
  const guessed = hideAndGuess(model(), { ...how, cells: [[0, 0], [3, 4], [6, 2], [7, 5]] }); // prettier-ignore
  const payloads = { guess: payloadOf(guessed), whole: payloadOf(model().trainModel(how)) };
  await lab.show("guess.ipynb", outputs(payloads));
  const of = (title: keyof typeof payloads): GuessOnPage =>
    new GuessOnPage(lab.cell(`// ${title}`).locator(".factorlab-view"));
  const guess = of("guess");
  await lab.scrollTo(guess.view);
  const { mouse, keyboard } = lab.page;

  await test.step("an output shows words, charts and guesses without being trained again", async () => {
    await expect(guess.hidden).toHaveCount(4);
    await expect(guess.words).toContainText(String(guessed).split(". ")[1].split(":")[0]);
    await expect(guess.view.locator(".factorlab-guess-chart:visible")).toHaveCount(3);
    await expect(guess.view.locator(".factorlab-facts")).toContainText("4 hidden");
    await expect(guess.view.locator(".factorlab-inputs")).toBeHidden();
  });
  await test.step("a guess of one's own shows the truth, and who was nearer", async () => {
    const own = guess.view.getByRole("textbox", { name: "Your guess for 0 × 0" });
    const line = guess.view.locator(".factorlab-guess-cells tbody tr").first();
    await expect(line).not.toContainText("2.8");
    await own.fill("2,5");
    await own.press("Enter");
    await expect(line).toContainText("2.8");
    await expect(guess.view.locator(".factorlab-guess-score")).toContainText("Your guess is 0.3");
    await expect(guess.cell(0, 0)).toHaveText("2.5?");
    await guess.button("Show the truth of 3 × 4").click();
    await expect(guess.view.locator(".factorlab-guess-cells tbody tr").nth(1)).toContainText("3.3");
  });
  await test.step("a drag over cells hides them, a click shows one again, Enter and Space do both", async () => {
    await guess.button("Hide cells").click();
    await expect(guess.inForm).toHaveCount(4);
    await lab.scrollTo(guess.view);
    const at = async (row: number, column: number): Promise<[number, number]> => {
      const { x, y, width, height } = (await guess.cell(row, column).boundingBox())!;
      return [x + width / 2, y + height / 2];
    };
    await mouse.move(...(await at(1, 1)));
    await mouse.down();
    await mouse.move(...(await at(1, 3)), { steps: 6 });
    await mouse.up();
    await expect(guess.hidden).toHaveCount(7);
    await mouse.click(...(await at(1, 1)));
    await expect(guess.hidden).toHaveCount(6);
    await guess.cell(5, 5).focus();
    await keyboard.press("Enter");
    await expect(guess.hidden).toHaveCount(7);
    await keyboard.press("Space");
    await expect(guess.hidden).toHaveCount(6);
    await expect(guess.inForm).toHaveCount(6);
    const undo = guess.view.locator(".factorlab-inputs").getByRole("button", { name: "Undo" });
    for (const count of [7, 6, 7, 4]) {
      await undo.click();
      await expect(guess.hidden).toHaveCount(count);
    }
  });
  await test.step("a click on a point of a chart sets the form, and everything is trained anew", async () => {
    await guess.settled();
    const features = guess.button(/^4 features:/);
    await features.click();
    const top = (await features.boundingBox())!.y;
    await expect(guess.field("Features")).toHaveValue("4");
    // The equation above lays itself out anew, and all is trained again: what is under the pointer stays there.
    await expect(guess.view.locator('[data-panel="L"] figcaption')).toContainText("8 × 4");
    await expect
      .poll(async () => Math.abs((await features.boundingBox())!.y - top), { message: "4 features" })
      .toBeLessThan(3);
    await guess.button(/^Penalty 0.1:/).click();
    await expect(guess.field("Penalty λ")).toHaveValue("0.1");
    await guess.settled();
    await expect(guess.button(/^4 features:/)).toHaveAttribute("aria-pressed", "true");
    await guess.button(/^Penalty 0.1:/).press("ArrowRight");
    await expect(guess.button(/^Penalty 0.3:/)).toBeFocused();
  });
  await test.step("the menu exports what is hidden, with the sweeps", async () => {
    await guess.view.getByRole("button", { name: "Export or copy" }).click();
    const download = lab.page.waitForEvent("download");
    await lab.page.getByRole("menuitem", { name: "Export as JSON" }).click();
    const exported = checkPayload(JSON.parse(readFileSync(await (await download).path(), "utf8")));
    expect(exported).toMatchObject({ kind: "guess", heldOut: [[0, 0], [3, 4], [6, 2], [7, 5]] }); // prettier-ignore
    expect((exported as GuessViewPayload).sweeps?.features.length).toBe(6);
  });
  await test.step("whoever cannot see it is told all, in all themes, and nothing is cut off where it is narrow", async () => {
    for (const theme of ["JupyterLab Dark High Contrast", "JupyterLab Dark", "JupyterLab Light"] as const) {
      await lab.theme(theme);
      expect(await findings(lab.page, ".factorlab-view"), theme).toEqual([]);
      await lab.picture(
        `guess-${theme.slice(11).replaceAll(" ", "-").toLowerCase()}`,
        guess.view.locator(".factorlab-guess"),
      );
    }
  });
  await test.step("in two clicks any output says that more features miss what was hidden", async () => {
    const whole = of("whole");
    await lab.scrollTo(whole.view);
    await whole.view.getByText("Hide and guess").click();
    await whole.button("Hide a fifth").click();
    await expect(whole.hidden).toHaveCount(10);
    await whole.settled();
    await expect(whole.words).toContainText("More features fit what was seen and miss what was hidden");
    await whole.button("Hide none").click();
    await expect(whole.hidden).toHaveCount(0);
    await expect(whole.words).toBeHidden();
  });
});
