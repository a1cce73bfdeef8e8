import { MatrixFactorization } from "factorlab";
import { product, replayOf, runToEnd } from "factorlab/view";
import type { Locator, Page } from "@playwright/test";
import { pattern, seedData, trained } from "./equation-payloads";
import { expect, test } from "./lab";
import type { Lab } from "./lab";
import { outputs, payloadOf } from "./notebooks";
import { pageErrors } from "./page-errors";

const tables = trained(pattern(50, 50), 3, 60);
const { frames } = runToEnd(replayOf(tables)!);

async function open(lab: Lab, payload: unknown): Promise<{ view: Locator; slider: Locator }> {
  // Another one below it, so that the page has something to scroll to.
  await lab.show("scrubbing.ipynb", outputs({ one: payload, another: tables }));
  const view = lab.cells.first().locator(".factorlab-view");
  const slider = view.getByRole("slider", { name: "Iteration", exact: true });
  await lab.scrollTo(slider);
  await slider.focus();
  await lab.page.keyboard.press("Home");
  await expect(slider).toHaveAttribute("aria-valuenow", "0");
  return { view, slider };
}

/** L·U after so many iterations, row by row. */
function productAfter(iteration: number): number[] {
  const frame = frames.find((each) => each.iteration === iteration)!;
  const L = { rows: 50, columns: 3, values: Array.from(frame.L) };
  const U = { rows: 3, columns: 50, values: Array.from(frame.U) };
  return product(L, U).values;
}

/** L·U as it is held by the cells of its table, after the iteration that is shown. */
function held(view: Locator): Promise<{ iteration: number; values: number[] }> {
  return view.evaluate((node) => ({
    iteration: Number(node.querySelector(".factorlab-track-layer")!.ariaValueNow),
    values: Array.from(node.querySelectorAll<HTMLElement>('[data-panel="L·U"] tbody td'), (cell) =>
      Number(cell.dataset["value"]),
    ),
  }));
}

/** How many cells hold the number of another state. */
async function behind(view: Locator): Promise<number> {
  const { iteration, values } = await held(view);
  return productAfter(iteration).filter((value, k) => value !== values[k]).length;
}

/** Lets no timer run, so that what is shown while a person drags can be looked at. @returns a function that lets them run */
async function holdTimers(page: Page): Promise<() => Promise<void>> {
  const hold = await page.evaluateHandle(() => {
    const [own, ownClear] = [window.setTimeout.bind(window), window.clearTimeout.bind(window)];
    const waiting = new Map<number, () => void>();
    let last = 1e9;
    Object.assign(window, {
      setTimeout: (then: () => void, wait: number) => {
        waiting.set(++last, () => own(then, wait));
        return last;
      },
      clearTimeout: (id: number) => {
        waiting.delete(id);
        ownClear(id);
      },
    });
    return () => {
      Object.assign(window, { setTimeout: own, clearTimeout: ownClear });
      for (const begin of waiting.values()) begin();
    };
  });
  return async () => {
    await hold.evaluate((release) => release());
    await hold.dispose();
  };
}

/** The share of the pixels of two pictures that differ to the eye, also where the page has moved by a pixel. */
async function difference(page: Page, one: Buffer, other: Buffer): Promise<number> {
  const sources = [one, other].map((picture) => `data:image/png;base64,${picture.toString("base64")}`);
  return page.evaluate(async (sources) => {
    const pixels = sources.map(async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const ink = new OffscreenCanvas(image.width, image.height).getContext("2d")!;
      ink.drawImage(image, 0, 0);
      return ink.getImageData(0, 0, image.width, image.height);
    });
    const [{ data: a, width, height }, { data: b }] = await Promise.all(pixels);
    const alike = (k: number, other: number): boolean =>
      [0, 1, 2].every((channel) => Math.abs(a[k + channel] - b[other + channel]) <= 48);
    let count = 0;
    for (let k = 4 * width; k < 4 * width * (height - 1); k += 4) {
      if (![k, k + 4 * width, k - 4 * width].some((other) => alike(k, other))) count++;
    }
    return count / (width * height);
  }, sources);
}

/** The difference that the edges of letters make. */
const EDGES = 0.005;
/** The same, with the dashes around predictions, which may begin elsewhere. */
const DASHES = 0.03;

test("what is seen of a large table follows at once, as it looks at rest, and its cells as soon as the handle stands", async ({
  lab,
}) => {
  const { page } = lab;
  const { view, slider } = await open(lab, tables);
  const box = view.locator('[data-panel="L·U"] .factorlab-scroll');
  await expect.poll(() => behind(view)).toBe(0);
  for (const part of ["the first cells", "the last cells"]) {
    await test.step(part, async () => {
      const before = await box.screenshot();
      const release = await holdTimers(page);
      for (let k = 0; k < 20; k++) await slider.press("ArrowRight");
      expect(await behind(view), "the cells wait").toBeGreaterThan(2000);
      if (part.startsWith("the last")) {
        await box.evaluate((node) => node.scrollTo(node.scrollWidth, node.scrollHeight));
        await view.evaluate(async () => {
          for (let wait = 0; wait < 2; wait++) await new Promise(requestAnimationFrame);
        });
      }
      const moving = await box.screenshot();
      await release();
      await expect.poll(() => behind(view)).toBe(0);
      const still = await box.screenshot();
      expect(await difference(page, moving, still), "as at rest").toBeLessThan(EDGES);
      expect(await difference(page, before, still), "the control: another state").toBeGreaterThan(2 * EDGES);
    });
  }

  await test.step("a cell that the keys lead to shows its number before the page is drawn", async () => {
    const { text, value, iteration } = await view.evaluate(async (node) => {
      const box = node.querySelector('[data-panel="L·U"] .factorlab-scroll')!;
      const slider = node.querySelector(".factorlab-track-layer")!;
      const press = (on: Element | null, init: KeyboardEventInit): unknown =>
        on?.dispatchEvent(new KeyboardEvent("keydown", { ...init, bubbles: true }));
      box.scrollTo(0, 0);
      box.querySelector<HTMLElement>("td[tabindex='0']")!.focus();
      for (let wait = 0; wait < 2; wait++) await new Promise(requestAnimationFrame);
      press(slider, { key: "ArrowRight" });
      press(document.activeElement, { key: "End", ctrlKey: true });
      const { textContent, dataset } = document.activeElement as HTMLElement;
      return { text: textContent, value: Number(dataset["value"]), iteration: Number(slider.ariaValueNow) };
    });
    expect(value).toBe(productAfter(iteration)[2499]);
    expect(text).toBe(value.toFixed(text.split(".")[1].length));
  });
});

test("predictions, and what is chosen, look the same while they move as at rest", async ({ lab }) => {
  const { page } = lab;
  const data = pattern(20, 12).map((row, i) => row.map((value, j) => ((i + 2 * j) % 5 === 0 ? null : value)));
  const { view, slider } = await open(lab, trained(data, 3, 60));
  for (const [panel, cell] of [
    ["L·U", 30],
    ["error", 55],
    ["L", 4],
  ] as const) {
    const box = view.locator(`[data-panel="${panel}"] .factorlab-scroll`);
    await box.locator("tbody td").nth(cell).click();
    await page.mouse.move(2, 2);
    await slider.press("Home");
    const before = await box.screenshot();
    const release = await holdTimers(page);
    for (let k = 0; k < 12; k++) await slider.press("ArrowRight");
    const moving = await box.screenshot();
    await release();
    await expect.poll(async () => difference(page, moving, await box.screenshot())).toBeLessThan(DASHES);
    expect(await difference(page, before, moving), "the control: another state").toBeGreaterThan(DASHES);
  }
});

test("a dial of a large table looks the same while it is turned as at rest, and its cells follow as soon as it stands", async ({
  lab,
}) => {
  const { page } = lab;
  const model = new MatrixFactorization(pattern(12, 10), 2, { seed: 3 });
  await lab.show("turning.ipynb", outputs({ dials: payloadOf(model.byHand()) }));
  const view = lab.cells.first().locator(".factorlab-view");
  const scheme = view.locator(".factorlab-dials-scheme");
  const board = scheme.locator(".factorlab-dials-board");
  for (const name of ["L[3,1]", "U[0,4]"]) {
    await test.step(name, async () => {
      const dial = view.getByRole("slider", { name, exact: true });
      await lab.scrollTo(dial);
      await dial.focus();
      const [before, start] = [await scheme.screenshot(), await board.textContent()];
      const release = await holdTimers(page);
      for (let k = 0; k < 3; k++) await dial.press("PageUp");
      const text = await dial.getAttribute("aria-valuetext");
      const moving = await scheme.screenshot();
      expect(await board.textContent(), "the cells wait").toBe(start);
      await release();
      await expect(dial).toHaveText(text!.split(",")[0]);
      await expect(scheme.locator(".factorlab-dials-over")).toBeHidden();
      const still = await scheme.screenshot();
      // A few cells of many change.
      const changed = await difference(page, before, still);
      expect(changed, "the control: other numbers").toBeGreaterThan(0.001);
      expect(await difference(page, moving, still), "as at rest").toBeLessThan(changed / 4);
    });
  }
});

test("dragging the curve of matrices too large for numbers changes their colours", async ({ lab }) => {
  const errors = pageErrors(lab.page);
  const { view, slider } = await open(lab, trained(pattern(60, 40), 3, 60));
  await expect(view.locator(".factorlab-pixels")).toHaveCount(5);
  const pictures = (): Promise<string[]> =>
    view
      .locator("canvas.factorlab-pixels")
      .evaluateAll((all) => all.map((each) => (each as HTMLCanvasElement).toDataURL()));
  const { x, y, width } = (await slider.boundingBox())!;
  await lab.page.mouse.move(x + 60, y + 80);
  await lab.page.mouse.down();
  let before = await pictures();
  for (const share of [0.3, 0.6, 0.8]) {
    await lab.page.mouse.move(x + share * width, y + 80);
    // All but the data, which stay.
    await expect
      .poll(async () => (await pictures()).map((each, k) => each !== before[k]))
      .toEqual([true, true, true, false, true]);
    before = await pictures();
  }
  await lab.page.mouse.up();
  expect(errors).toEqual([]);
});

test.describe("on a touch screen", () => {
  test.use({ hasTouch: true, ownPage: true });

  test("a tap shows a dot product, and a finger on the curve leads through the training", async ({ lab }) => {
    const { page } = lab;
    const { view, slider } = await open(lab, trained(seedData, 2, 40));
    const cell = view.locator('[data-panel="L·U"] tbody tr').nth(4).locator("td").nth(1);
    await cell.tap();
    await expect(view.locator(".factorlab-explanation [aria-hidden]")).toContainText("L·U[4,1] = ");
    await expect(view.locator('[data-panel="L"] .factorlab-lit')).toHaveCount(2);
    await lab.scrollTo(slider);

    const session = await page.context().newCDPSession(page);
    /** A finger put down in the middle of the curve and moved to another place. */
    const swipe = async (to: [number, number]): Promise<void> => {
      const { x, y, width } = (await slider.boundingBox())!;
      const [x0, y0] = [x + 0.4 * width, y + 100];
      for (let k = 0; k <= 10; k++) {
        const touchPoints = [{ x: x0 + (k / 10) * to[0], y: y0 + (k / 10) * to[1] }];
        const type = k === 0 ? "touchStart" : "touchMove";
        await session.send("Input.dispatchTouchEvent", { type, touchPoints });
      }
      await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    };
    const scrolled = (): Promise<number> =>
      page
        .locator(".jp-WindowedPanel-outer")
        .first()
        .evaluate((node) => node.scrollTop);
    const iteration = async (): Promise<number> => Number(await slider.getAttribute("aria-valuenow"));

    const top = await scrolled();
    await swipe([-150, 20]);
    const early = await iteration();
    await swipe([200, 20]);
    expect(await iteration()).toBeGreaterThan(early);
    expect(await scrolled(), "the page stays where it is").toBe(top);
    await swipe([0, -120]);
    await expect.poll(scrolled, "a finger that goes up scrolls the page").toBeGreaterThan(top + 50);
  });
});
