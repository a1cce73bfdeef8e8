/** How outputs look beside the equation: with high contrast, in German, and where there is little room. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "@playwright/test";
import { BayesianMF, datasets, itemMap, MatrixFactorization, picture } from "factorlab";
import { root } from "../../scripts/lib/paths.mjs";
import { samples } from "../payload/samples";
import { findings } from "./accessibility";
import type { Lab } from "./lab";
import { expect, test } from "./lab";
import { outputs, payloadOf } from "./notebooks";
import { data, labels } from "./small-table";

const { ratings } = datasets.films();
const fitted = new BayesianMF({ features: 2, epochs: 20, seed: 1 }).fit(ratings);
const scene = Array.from({ length: 20 }, (_, i) => Array.from({ length: 20 }, (_, j) => (i * j) % 17));
const three = new MatrixFactorization(data, 3, { seed: 3, labels }).trainModel({ iterations: 50, learningRate: 0.05 }); // prettier-ignore

const card = { ...samples["prediction of a number"], actual: undefined, guess: undefined };

const speak = (lab: Lab, language: string): Promise<unknown> =>
  lab.page.evaluate(
    (language) => window.jupyterapp.commands.execute("factorlab:choose-language", { language }),
    language,
  );

test("with high contrast, every output has lines that are seen, and buttons that are read", async ({
  lab,
}) => {
  const shown = {
    list: payloadOf(fitted.recommend("Ada", { count: 3 })),
    map: payloadOf(itemMap(fitted)),
    picture: payloadOf(picture(scene)),
    training: samples.done,
    card,
  };
  await lab.show("high-contrast.ipynb", outputs(shown));
  const lineOf = (title: string, part: string, side: string): Promise<string> =>
    lab
      .cell(`// ${title}`)
      .locator(part)
      .first()
      .evaluate((node, side) => getComputedStyle(node).getPropertyValue(side), side);
  const lines = (): Promise<string[]> =>
    Promise.all([
      lineOf("list", ".factorlab-list th", "box-shadow"),
      lineOf("map", ".factorlab-map", "border-top-color"),
      lineOf("picture", ".factorlab-tile", "border-top-color"),
      lineOf("card", ".factorlab-card", "border-top-color"),
      lineOf("training", "line.factorlab-grid", "stroke"),
      lineOf("training", ".factorlab-track", "background-color"),
    ]);
  for (const title of Object.keys(shown))
    await lab.scrollTo(lab.cell(`// ${title}`).locator(".factorlab-view"));
  await lab.theme("JupyterLab Dark");
  const quiet = await lines();
  await lab.theme("JupyterLab Dark High Contrast");
  await expect(lab.page.locator(".factorlab[data-high-contrast]")).toHaveCount(Object.keys(shown).length);
  const clear = await lines();
  clear.forEach((line, k) => expect(line).not.toBe(quiet[k]));

  const asked = lab.cell("// card").locator(".factorlab-card");
  await lab.scrollTo(asked);
  await asked.getByRole("textbox").fill("2.5");
  await expect(asked.locator(".factorlab-primary")).toBeEnabled();
  for (const theme of ["JupyterLab Dark High Contrast", "JupyterLab Dark", "JupyterLab Light"] as const) {
    await lab.theme(theme);
    expect(await findings(lab.page, ".factorlab-prediction"), theme).toEqual([]);
  }
});

test("in German and at 400 pixels, times have commas, lists of features are whole, and a card keeps what is typed", async ({
  lab,
}) => {
  const shown = {
    training: { ...samples.done, timing: { seconds: 1.5, iterationsPerSecond: 78, secondsLeft: null } },
    plane: payloadOf(three.plane()),
    card,
  };
  await lab.show("narrow.ipynb", outputs(shown));
  // As whoever has a narrow screen does with the sidebar.
  await lab.page.keyboard.press("Control+b");
  const view = (title: keyof typeof shown): Locator => lab.cell(`// ${title}`).locator(".factorlab-view");
  const field = view("card").getByRole("textbox");
  await lab.scrollTo(view("card"));
  await field.fill("2.5");
  await speak(lab, "de");
  await lab.scrollTo(view("training"));
  await expect(view("training").locator(".factorlab-numbers")).toContainText("1,5 s");
  await expect(field).toHaveValue("2.5");

  await lab.page.setViewportSize({ width: 400, height: 900 });
  await lab.scrollTo(view("plane"));
  const lists = view("plane").locator(".factorlab-plane-choice select");
  await expect(lists).toHaveCount(2);
  const short = (): Promise<number[]> =>
    lists.evaluateAll((all) =>
      all.map((list) => {
        const alone = list.cloneNode(true) as HTMLSelectElement;
        alone.style.cssText = "position: absolute; min-width: 0; max-width: none";
        list.parentElement!.append(alone);
        const missing = alone.getBoundingClientRect().width - list.getBoundingClientRect().width;
        alone.remove();
        return Math.round(missing);
      }),
    );
  await expect.poll(short, "pixels that each list lacks").toEqual([0, 0]);
  await speak(lab, "en");
});

test("the numbers of a training stand two by two or four in a row, and none runs into the next", async ({
  lab,
}) => {
  const { done } = samples;
  const fast = { ...done, iteration: 100000, iterations: 100000, timing: { ...done.timing, iterationsPerSecond: 50800 } }; // prettier-ignore
  await lab.show("training-numbers.ipynb", outputs({ shown: fast }));
  await lab.page.keyboard.press("Control+b");
  const view = lab.cell("// shown").locator(".factorlab-view");
  for (const [width, rows] of [
    [1366, 1],
    [700, 1],
    [400, 2],
  ] as const) {
    await lab.page.setViewportSize({ width, height: 900 });
    const boxes = (): Promise<{ tops: number; runs: number }> =>
      view.locator(".factorlab-numbers > div").evaluateAll((parts) => ({
        tops: new Set(parts.map((part) => Math.round(part.getBoundingClientRect().top))).size,
        runs: parts.filter((part) => part.scrollWidth > part.clientWidth + 1).length,
      }));
    await expect.poll(boxes, `at ${width}`).toEqual({ tops: rows, runs: 0 });
  }
});

test("on a page of ours, a message is closed with the pointer, whatever styles the views bring", async ({
  browser,
}) => {
  const folder = join(root, "extension", "style");
  const sheets = readdirSync(folder).filter((name) => name.endsWith(".css"));
  const styles = sheets.map((name) => readFileSync(join(folder, name), "utf8").replace(/@import[^;]*;/g, ""));
  const page = await browser.newPage();
  await page.setContent(
    `<style>${styles.join("\n")}</style><div class="factorlab-layer factorlab-notice-layer">` +
      `<div class="factorlab-notice" popover="manual"><span>Copied</span><button>×</button></div></div>`,
  );
  await page.locator(".factorlab-notice").evaluate((notice: HTMLElement) => {
    notice.querySelector("button")!.addEventListener("click", () => notice.remove());
    notice.showPopover();
  });
  await page.getByRole("button").click({ timeout: 5000 });
  await expect(page.locator(".factorlab-notice")).toHaveCount(0);
  await page.close();
});
