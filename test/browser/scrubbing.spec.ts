import { product, replayOf, runToEnd } from "factorlab/view";
import type { Locator } from "@playwright/test";
import { pattern, seedData, trained } from "./equation-payloads";
import { expect, test } from "./lab";
import type { Lab } from "./lab";
import { outputs } from "./notebooks";
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

interface Cells {
  iteration: number;
  values: number[];
  seen: boolean[];
}

/** Goes one state on; gives what the cells of L·U hold right then, or after `scroll` has been drawn. */
function step(view: Locator, scroll?: "to the end"): Promise<Cells> {
  return view.evaluate(async (node, scroll) => {
    const slider = node.querySelector(".factorlab-track-layer")!;
    const box = node.querySelector('[data-panel="L·U"] .factorlab-scroll')!;
    slider.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    if (scroll) {
      box.scrollTo(box.scrollWidth, box.scrollHeight);
      for (let wait = 0; wait < 2; wait++) await new Promise(requestAnimationFrame);
    }
    const room = box.getBoundingClientRect();
    const cells = Array.from(box.querySelectorAll<HTMLElement>("tbody td"));
    return {
      iteration: Number(slider.ariaValueNow),
      values: cells.map((cell) => Number(cell.dataset.value)),
      seen: cells.map((cell) => {
        const { left, top, right, bottom } = cell.getBoundingClientRect();
        return right > room.left && left < room.right && bottom > room.top && top < room.bottom;
      }),
    };
  }, scroll);
}

/** How many cells in sight, and out of it, show another state's number. */
function behind({ iteration, values, seen }: Cells): { inSight: number; outside: number } {
  const wrong = productAfter(iteration).map((value, k) => value !== values[k]);
  const count = (sight: boolean): number => wrong.filter((each, k) => each && seen[k] === sight).length;
  return { inSight: count(true), outside: count(false) };
}

const right = { inSight: 0, outside: 0 };

test("of tables larger than their boxes what is seen follows at once, and the rest as soon as the handle stands", async ({
  lab,
}) => {
  const { view, slider } = await open(lab, tables);
  const now = async (): Promise<Cells> => ({
    iteration: Number(await slider.getAttribute("aria-valuenow")),
    values: await view
      .locator('[data-panel="L·U"] tbody td')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.dataset["value"]))),
    seen: [],
  });
  const settled = async (): Promise<void> => {
    await expect.poll(async () => behind({ ...(await now()), seen: Array(2500).fill(false) })).toEqual(right);
  };
  await settled();
  for (let k = 0; k < 3; k++) {
    const { inSight, outside } = behind(await step(view));
    expect(inSight).toBe(0);
    expect(outside, "the control: what is not seen waits").toBeGreaterThan(1000);
  }
  await settled();
  expect(behind(await step(view, "to the end")).inSight, "cells that have come into sight").toBe(0);
  const atEnd = await step(view);
  expect(atEnd.seen[2499]).toBe(true);
  expect(behind(atEnd).inSight).toBe(0);
  await settled();

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
