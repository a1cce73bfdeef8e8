import type { Locator } from "@playwright/test";
import { payloadOf, sixRuns, trained } from "./curve-payloads";
import type { Lab } from "./lab";
import { alone, expect, test } from "./lab";
import { outputs } from "./notebooks";
import { cellsOf, valuesOf } from "./view";

/** The room left and right of the plot, in pixels. */
const ROOM = { left: 52, right: 24 };

function viewOf(lab: Lab, title: string): Locator {
  return lab.cell(`// ${title}`).locator(".factorlab-view");
}

async function drawn(view: Locator): Promise<void> {
  await expect(view.locator("path:is(.js-line, .factorlab-line)").first()).toBeVisible();
  await expect(
    view.locator(".factorlab-loss-chart"),
    "the light one, or the library's in its place",
  ).toHaveCount(1);
}

/** A place of the page on the slider, at a share of its plot's width, once the page has come to rest. */
async function placeOf(slider: Locator, share: number): Promise<[number, number]> {
  await expect(async () => {
    const before = await slider.boundingBox();
    await slider.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
    expect(await slider.boundingBox()).toEqual(before);
  }).toPass();
  const box = (await slider.boundingBox())!;
  return [box.x + ROOM.left + share * (box.width - ROOM.left - ROOM.right), box.y + 80];
}

async function iterationOf(slider: Locator): Promise<number> {
  return Number(await slider.getAttribute("aria-valuenow"));
}

/** Counts from now on what changes in the chart; the function it returns gives the count. */
async function watchChart(view: Locator): Promise<() => Promise<number>> {
  const chart = view.locator(".factorlab-loss-chart");
  await chart.evaluate((node) => {
    const found = Object.assign(node, { changes: 0 });
    new MutationObserver((records) => (found.changes += records.length)).observe(node, {
      ...{ subtree: true, childList: true, attributes: true, characterData: true },
    });
  });
  return () => chart.evaluate((node) => (node as unknown as { changes: number }).changes);
}

for (const [theme, name] of [
  ["light", "JupyterLab Light"],
  ["dark", "JupyterLab Dark"],
] as const) {
  test(`the curve leads through the training, and six curves are told apart (${theme})`, async ({ lab }) => {
    await lab.show("curve.ipynb", outputs({ one: payloadOf(trained()), six: sixRuns() }));
    await lab.theme(name);
    const one = viewOf(lab, "one");
    const slider = one.getByRole("slider", { name: "Iteration", exact: true });
    await lab.scrollTo(slider);
    await drawn(one);
    await expect(slider).toHaveAttribute("aria-valuetext", /^iteration 700 of 700, loss 3\.6e-7$/);

    await test.step("one press wakes it and leads to the iteration there", async () => {
      await lab.page.mouse.click(...(await placeOf(slider, 0.567)));
      await expect.poll(() => iterationOf(slider)).toBe(40);
      await lab.page.mouse.move(...(await placeOf(slider, 0.3)));
      await expect(one.locator(".factorlab-reading")).toContainText("iteration 6, loss 0.00395");
      await drawn(one);
      await lab.picture(`curve-scrubbed-${theme}`, one);
    });
    await test.step("what is shown is the state of that iteration", async () => {
      const shown = valuesOf(await cellsOf(one, "L")).flat();
      const wanted = Array.from(trained(40).L.values);
      shown.forEach((value, k) => expect(value).toBeCloseTo(wanted[k], 6));
    });

    const six = viewOf(lab, "six");
    await lab.scrollTo(six);
    await expect(
      six.locator("path:is(.js-line, .factorlab-line)"),
      "six runs and one on held-out cells",
    ).toHaveCount(7);
    await expect(six.locator(".factorlab-event")).toHaveText(["best", "stopped", "diverged"]);
    await lab.picture(`curve-six-${theme}`, six);
    await six.getByRole("button", { name: "linear" }).click();
    await expect(six.locator(".ytick").first()).toHaveText("0");
    await lab.picture(`curve-six-linear-${theme}`, six);
  });
}

test("many curves are zoomed by a box, by buttons and by keys, and their marks go along", async ({ lab }) => {
  await lab.show("zoom.ipynb", outputs({ six: sixRuns(), one: payloadOf(trained().history) }));
  const six = viewOf(lab, "six");
  await lab.scrollTo(six);
  const chart = six.getByRole("group", { name: "Arrow keys move, plus and minus zoom, 0 shows all." });
  const said = six.locator(".factorlab-zoom").getByRole("status");
  const event = (text: string): Locator => six.locator(".factorlab-event").filter({ hasText: text });
  await expect(six.locator(".js-line").first()).toBeVisible();
  await expect(said).toHaveText("Drag over the chart to zoom in");
  const all = await six.locator(".ytick, .xtick").allTextContents();

  await test.step("a dragged box", async () => {
    const box = (await chart.boundingBox())!;
    const at = (x: number, y: number): [number, number] => [
      box.x + ROOM.left + x * (box.width - ROOM.left - ROOM.right),
      box.y + 12 + y * (box.height - 50),
    ];
    await lab.page.mouse.move(...at(0.25, 0.2));
    await lab.page.mouse.down();
    await lab.page.mouse.move(...at(0.5, 0.5), { steps: 4 });
    await lab.page.mouse.move(...at(0.75, 0.8), { steps: 4 });
    await lab.picture("curve-zoom-box", six);
    await lab.page.mouse.up();
    await expect(said).toHaveText(/^iterations \d+ to \d+$/);
    expect(await six.locator(".ytick, .xtick").allTextContents()).not.toEqual(all);
    await lab.picture("curve-zoomed", six);
    await lab.page.mouse.dblclick(...at(0.5, 0.5));
    await expect(said).toHaveText("Drag over the chart to zoom in");
    await expect.poll(() => six.locator(".ytick, .xtick").allTextContents()).toEqual(all);
  });
  await test.step("buttons, which leave the losses to the curves", async () => {
    await expect(event("diverged")).toHaveCount(1);
    const heights = await six.locator(".ytick").allTextContents();
    await six.getByRole("button", { name: "Zoom in" }).click();
    await expect(said).toHaveText(/^iterations \d+ to \d+$/);
    await expect.poll(() => six.locator(".ytick").allTextContents()).not.toEqual(heights);
    await six.getByRole("button", { name: "Show all" }).click();
    await expect(said).toHaveText("Drag over the chart to zoom in");
    await six.getByRole("button", { name: "even" }).click();
    await six.getByRole("button", { name: "Zoom in" }).click();
    await expect(said).toHaveText("iterations 175 to 525");
    await expect(event("diverged"), "at 90").toHaveCount(0);
    await expect(event("best"), "at 214").toHaveCount(1);
  });
  await test.step("keys", async () => {
    await chart.focus();
    await lab.page.keyboard.press("ArrowRight");
    await expect(said).toHaveText("iterations 263 to 613");
    await lab.page.keyboard.press("ArrowRight");
    await lab.page.keyboard.press("ArrowRight");
    await expect(said, "no farther than the end").toHaveText("iterations 350 to 700");
    await lab.page.keyboard.press("+");
    await expect(said).toHaveText("iterations 438 to 613");
    await lab.page.keyboard.press("ArrowUp");
    await lab.page.keyboard.press("-");
    await expect(said).toHaveText("iterations 350 to 700");
    await lab.picture("curve-zoomed-keys", six);
    await lab.page.keyboard.press("0");
    await expect(said).toHaveText("Drag over the chart to zoom in");
    await expect(chart).toBeFocused();
  });
  await test.step("one curve has nothing to zoom", async () => {
    const one = viewOf(lab, "one");
    await lab.scrollTo(one);
    await drawn(one);
    await expect(one.locator(".factorlab-zoom")).toBeHidden();
  });
});

test("dragging moves the handle and the numbers, and leaves the chart as it is", async ({ lab }) => {
  await lab.show("drag.ipynb", outputs({ one: payloadOf(trained()) }));
  const view = viewOf(lab, "one");
  const slider = view.getByRole("slider", { name: "Iteration", exact: true });
  await lab.scrollTo(slider);
  await drawn(view);
  await slider.focus();
  await lab.page.keyboard.press("Home");
  await expect.poll(() => iterationOf(slider)).toBe(0);
  await drawn(view);
  const changes = await watchChart(view);

  await lab.page.mouse.move(...(await placeOf(slider, 0)));
  await lab.page.mouse.down();
  const seen = new Set<number>();
  for (let share = 0; share <= 1; share += 0.05) {
    await lab.page.mouse.move(...(await placeOf(slider, share)));
    seen.add(await iterationOf(slider));
  }
  expect(seen.size).toBeGreaterThan(15);
  const [x] = await placeOf(slider, 0.567);
  await lab.page.mouse.move(x, 5);
  expect(await iterationOf(slider), "also with the pointer far above").toBe(40);
  await lab.page.mouse.up();
  await lab.page.mouse.move(...(await placeOf(slider, 0.9)));
  expect(await iterationOf(slider), "not without a button down").toBe(40);

  await test.step("keys and buttons go through the frames one by one, and jump", async () => {
    const press = async (key: string): Promise<number> => {
      await lab.page.keyboard.press(key);
      return iterationOf(slider);
    };
    expect(await press("ArrowRight")).toBeGreaterThan(40);
    expect(await press("ArrowLeft")).toBe(40);
    expect(await press("PageDown")).toBeLessThanOrEqual(30);
    expect(await press("End")).toBe(700);
    expect(await press("Home")).toBe(0);
    await view.getByRole("button", { name: "Jump to iteration 100" }).click();
    expect(Math.abs((await iterationOf(slider)) - 100)).toBeLessThan(4);
    await view.getByRole("button", { name: "One frame on" }).click();
    await view.getByRole("button", { name: "One frame back" }).click();
    await expect(lab.page.locator(".jp-mod-commandMode .jp-Cell.jp-mod-selected")).toHaveCount(1);
  });
  expect(await changes(), "nothing was drawn again").toBe(0);
});

/** Notes from now on where the handle comes to; the function it returns gives each of these iterations once. */
async function watchHandle(slider: Locator): Promise<() => Promise<string[]>> {
  await slider.evaluate((node) => {
    const { seen } = Object.assign(node, { seen: new Set<string>() });
    const note = (): unknown => seen.add(node.ariaValueNow ?? "");
    new MutationObserver(note).observe(node, { attributeFilter: ["aria-valuenow"] });
  });
  return () => slider.evaluate((node) => Array.from((node as unknown as { seen: Set<string> }).seen));
}

test(
  "space plays to the end and says so; where less motion is wanted, in few steps",
  alone,
  async ({ lab }) => {
    await lab.page.emulateMedia({ reducedMotion: "reduce" });
    await lab.show("play.ipynb", outputs({ one: payloadOf(trained()) }));
    const view = viewOf(lab, "one");
    const slider = view.getByRole("slider", { name: "Iteration", exact: true });
    const status = view.locator(".factorlab-scrubber").getByRole("status");
    await lab.scrollTo(slider);
    await drawn(view);
    await view.getByRole("button", { name: "Speed 1×" }).click();
    const play = async (): Promise<string[]> => {
      const seen = await watchHandle(slider);
      await slider.focus();
      await lab.page.keyboard.press("Space");
      await expect(status).toHaveText("playing");
      await expect(view.getByRole("button", { name: "Pause" })).toBeVisible();
      await expect(status).toHaveText("iteration 700, end");
      await expect(view.getByRole("button", { name: "Play", exact: true })).toBeVisible();
      return seen();
    };
    const still = await play();
    // At double speed it takes two seconds: a picture each half second, after those of the start and the state before.
    expect(still.length, still.join()).toBeLessThanOrEqual(6);
    await lab.page.emulateMedia({ reducedMotion: "no-preference" });
    expect((await play()).length, "the control: where motion is welcome").toBeGreaterThan(6);
  },
);

test("legend and axis are buttons; without a curve there is a sentence; paper has no buttons", async ({
  lab,
}) => {
  const six = sixRuns();
  const untrained = payloadOf(trained(0));
  const none = { version: 1, kind: "loss", runs: [{ name: "loss", loss: { iterations: [], values: [] } }] };
  await lab.show("legend.ipynb", outputs({ six, untrained, none }));
  const view = viewOf(lab, "six");
  await drawn(view);
  const chart = view.locator(".factorlab-loss-chart");
  await expect(chart).toHaveAttribute("aria-label", /seed 1 from .*, best at iteration 214, loss 0\.00/);
  await expect(chart).toHaveAttribute("aria-label", /seed 3 .*, diverged at iteration 90/);
  await expect(view.locator("[data-kind=diverged]")).toHaveAttribute("title", /seed 3: diverged at/);

  await test.step("a name hides its curve and what is marked on it, and shows it again", async () => {
    const third = view.getByRole("button", { name: "seed 3" });
    await expect(third).toHaveAttribute("aria-pressed", "true");
    await third.press("Enter");
    await expect(third).toHaveAttribute("aria-pressed", "false");
    await expect(view.locator("path:is(.js-line, .factorlab-line)")).toHaveCount(6);
    await expect(view.locator(".factorlab-event")).toHaveText(["best", "stopped"]);
    await third.press("Enter");
    await expect(view.locator("path:is(.js-line, .factorlab-line)")).toHaveCount(7);
  });
  await test.step("pointing at a name lets the others stand back", async () => {
    await view.getByRole("button", { name: "seed 4" }).hover();
    const faint = view.locator('.scatterlayer .trace[style*="opacity: 0.25"]');
    await expect(faint).toHaveCount(6);
  });
  await test.step("a sentence", async () => {
    for (const title of ["untrained", "none"]) {
      await expect(viewOf(lab, title)).toContainText("There is no loss curve yet: nothing has been trained.");
      await expect(viewOf(lab, title).getByRole("slider", { name: "Iteration", exact: true })).toBeHidden();
    }
  });
  await test.step("paper", async () => {
    await lab.page.emulateMedia({ media: "print" });
    await expect(view.getByRole("button", { name: "linear" })).toBeHidden();
    await expect(view.getByText("learning rate 0.08, seed 4")).toBeVisible();
    await expect(view.locator("path:is(.js-line, .factorlab-line)").first()).toBeVisible();
  });
});
