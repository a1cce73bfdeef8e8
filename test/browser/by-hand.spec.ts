/** Be the gradient: dials by pointer, finger and keys, the valley of one number, the race, exports, and bad states. */
import { readFileSync } from "node:fs";
import type { Locator } from "@playwright/test";
import { MatrixFactorization, NMF } from "factorlab";
import { checkPayload } from "factorlab/view";
import { findings } from "./accessibility";
import { expect, test } from "./lab";
import { outputs, payloadOf } from "./notebooks";
import { data, labels } from "./small-table";
import { valuesIn } from "./values";

const model = (): MatrixFactorization => new MatrixFactorization(data, 2, { seed: 3, labels });

/** The dials of one output. */
class DialsOnPage {
  readonly loss: Locator;
  readonly remarks: Locator;
  readonly verdict: Locator;

  constructor(readonly view: Locator) {
    this.loss = view.locator(".factorlab-dials-loss p");
    this.remarks = view.locator(".factorlab-dials-remarks");
    this.verdict = view.locator(".factorlab-dials-verdict");
  }

  dial(name: string): Locator {
    return this.view.getByRole("slider", { name, exact: true });
  }

  button(name: string): Locator {
    return this.view.locator(".factorlab-dials").getByRole("button", { name, exact: true });
  }

  async value(name: string): Promise<number> {
    return Number(await this.dial(name).getAttribute("aria-valuenow"));
  }

  values(matrix: string): Promise<number[]> {
    return valuesIn(this.view, matrix);
  }
}

test("a person takes the place of the gradient: dials, a valley and a race with the machine", async ({
  lab,
}) => {
  const shown = {
    hand: model().byHand({ learningRate: 0.05, iterations: 30 }),
    nmf: new NMF({ features: 2, seed: 1 }).fit(data).byHand(),
    fold: model().trainModel({ iterations: 200, learningRate: 0.05 }),
  };
  const payloads = Object.fromEntries(
    Object.entries(shown).map(([title, value]) => [title, payloadOf(value)]),
  );
  await lab.show("by-hand.ipynb", outputs(payloads));
  const of = (title: keyof typeof shown): DialsOnPage =>
    new DialsOnPage(lab.cell(`// ${title}`).locator(".factorlab-view"));
  const hand = of("hand");
  await lab.scrollTo(hand.view);
  const { mouse, keyboard } = lab.page;
  const ada = "L[0,0] Ada";
  const alien = "U[1,0] Alien";
  await expect(hand.dial(ada)).toBeVisible();
  const [L, U, LU] = await Promise.all(["L", "U", "L·U"].map((name) => hand.values(name)));

  await test.step("a number that is dragged takes its product and the loss along, as one turn", async () => {
    const start = await hand.value(ada);
    await hand.dial(ada).scrollIntoViewIfNeeded();
    const box = (await hand.dial(ada).boundingBox())!;
    await mouse.move(box.x + 20, box.y + 10);
    await mouse.down();
    await mouse.move(box.x + 20, box.y - 30, { steps: 4 });
    await mouse.move(box.x + 30, box.y - 30, { steps: 2 });
    await mouse.up();
    expect(await hand.value(ada)).toBeGreaterThan(start + 0.5);
    const [turned, product] = await Promise.all([hand.values("L"), hand.values("L·U")]);
    expect(turned[0]).toBe(await hand.value(ada));
    expect(turned.slice(1)).toEqual(L.slice(1));
    expect(product.slice(0, 3).every((value, k) => value > LU[k])).toBe(true);
    expect(product.slice(3)).toEqual(LU.slice(3));
    await expect(hand.loss).toContainText("best so far");
    await hand.button("Undo").click();
    expect(await hand.values("L")).toEqual(L);
    await expect(hand.button("Undo")).toBeDisabled();
  });
  await test.step("a wheel over a number turns nothing", async () => {
    await hand.dial(ada).focus();
    await hand.dial(ada).hover();
    await mouse.wheel(0, 30);
    await mouse.wheel(0, -30);
    expect(await hand.values("L")).toEqual(L);
  });
  await test.step("keys turn it in steps, large and small, lead to others, and write it", async () => {
    await hand.dial(alien).focus();
    const start = U[3];
    await keyboard.press("ArrowUp");
    const one = (await hand.value(alien)) - start;
    expect(one).toBeGreaterThan(0);
    await keyboard.press("Shift+ArrowRight");
    expect((await hand.value(alien)) - start).toBeGreaterThan(8 * one);
    await expect(hand.dial(alien)).toHaveAttribute("aria-valuetext", /^[\d.−]+, loss [\d.]+$/);
    await keyboard.press("Control+ArrowRight");
    await expect(hand.dial("U[1,1] Brazil")).toBeFocused();
    await keyboard.type("1.25");
    await keyboard.press("Enter");
    expect(await hand.value("U[1,1] Brazil")).toBe(1.25);
    await keyboard.type("x");
    await keyboard.press("2");
    await keyboard.type("x");
    await keyboard.press("Enter");
    await expect(hand.view.locator(".factorlab-dials [role=alert]").first()).toContainText("no number");
    await keyboard.press("Escape");
    expect(await hand.value("U[1,1] Brazil")).toBe(1.25);
    await keyboard.press("Control+z");
    await keyboard.press("Control+z");
    expect(await hand.values("U")).toEqual(U);
  });
  await test.step("the valley says where a step lands, takes it, and goes to the bottom", async () => {
    await hand.view.locator('[data-panel="L"] td[data-value]').nth(3).click();
    await expect(hand.view.locator(".factorlab-dials-valley strong")).toHaveText("The valley of L[1,1] Ben");
    await expect(hand.remarks).toContainText("this side of the valley, lower");
    const rate = hand.view.locator(".factorlab-dials-valley").getByRole("textbox", { name: "Learning rate" });
    const best = Number(/the rate ([\d.]+) leads there/.exec((await hand.remarks.textContent())!)![1]);
    await rate.fill((1.5 * best).toFixed(4));
    await expect(hand.remarks).toContainText("on the other side, lower");
    await rate.fill((2.5 * best).toFixed(4));
    await expect(hand.remarks).toContainText("jumps out of the valley");
    await lab.picture("by-hand-valley", hand.view);
    await hand.button("Take the step").click();
    await expect(hand.view.locator(".factorlab-dials [role=status]")).toContainText(
      "L[1,1] Ben was moved: loss",
    );
    await hand.button("To the bottom").click();
    await expect(hand.remarks).toContainText("This is the bottom");
    await expect(hand.button("Take the step")).toBeDisabled();
  });
  await test.step("the machine is raced from the same start, pauses, and the end has a verdict", async () => {
    await expect(hand.verdict).toContainText(/It makes [\d,]+ updates/);
    // How low it gets would spoil a guess.
    await expect(hand.view).not.toContainText("the machine gets to");
    await hand.button("Race the machine").click();
    expect(await hand.values("L")).toEqual(L);
    await expect(hand.verdict).toContainText(/after [1-9]\d* updates?/);
    await hand.button("Pause").click();
    const updates = async (): Promise<string> =>
      /(\d+) updates?/.exec((await hand.verdict.textContent())!)![1];
    const paused = await updates();
    for (const name of [ada, "L[2,1] Cleo", "U[0,0] Alien"]) {
      await hand.dial(name).focus();
      await hand.button("To the bottom").click();
    }
    await expect(hand.verdict).toContainText("after 3 turns");
    expect(await updates()).toBe(paused);
    await hand.button("To its end").click();
    await expect(hand.verdict).toContainText("to get as low as your best");
    await expect(hand.view).toContainText("the machine gets to");
    await expect(hand.view.locator(".factorlab-dials-race .factorlab-legend li")).toHaveCount(2);
    await lab.picture("by-hand-race", hand.view);
  });
  await test.step("an export holds the dials, the turns and the race", async () => {
    await hand.button("Export or copy the dials").click();
    const download = lab.page.waitForEvent("download");
    await lab.page.getByRole("menuitem", { name: "Export as JSON" }).click();
    const file = await (await download).path();
    const exported = checkPayload(JSON.parse(readFileSync(file, "utf8")));
    expect(exported).toMatchObject({
      kind: "dials",
      entry: { factor: "U", row: 0, column: 0 },
      machine: { unit: "update" },
    });
    expect(exported).toHaveProperty("turns.length", 4);
  });
  await test.step("a dial of NMF stops at 0", async () => {
    const nmf = of("nmf");
    await lab.scrollTo(nmf.view);
    await nmf.dial("L[0,0]").focus();
    await keyboard.press("Home");
    expect(await nmf.value("L[0,0]")).toBe(0);
    await keyboard.press("Shift+ArrowDown");
    expect(await nmf.value("L[0,0]")).toBe(0);
    await expect(nmf.view.locator(".factorlab-dials .factorlab-note")).toContainText("no number is negative");
  });
  await test.step("each factorization has it as a fold; the curve leads back to what was trained", async () => {
    const fold = of("fold");
    await lab.scrollTo(fold.view);
    const trained = await fold.values("L");
    await fold.view.getByText("Be the gradient").click();
    await fold.button("To the start").click();
    expect(await fold.values("L")).toEqual(L);
    await fold.view.getByRole("slider", { name: "Iteration" }).focus();
    await keyboard.press("Home");
    await expect(fold.view.locator(".factorlab-facts")).toContainText("iteration 0 of 200");
    await keyboard.press("End");
    await expect.poll(() => fold.values("L")).toEqual(trained);
  });
  await test.step("whoever cannot see it is told all, in both themes", async () => {
    for (const theme of ["JupyterLab Dark", "JupyterLab Light"] as const) {
      await lab.theme(theme);
      expect(await findings(lab.page, ".factorlab-view")).toEqual([]);
    }
  });
});
