import type { Locator } from "@playwright/test";
import { jupyterDisplay, MatrixFactorization } from "factorlab";
import { PAYLOAD_MIME } from "factorlab/view";
import { samples } from "../payload/samples";
import { cutOff, findings } from "./accessibility";
import { expect, test } from "./lab";
import type { Lab, Theme } from "./lab";
import { outputs } from "./notebooks";
import { beyondEdge } from "./view";

const ratings = [[5, 4, null, 5], [4, null, 1, 4], [1, 2, 5, null]]; // prettier-ignore
const labels = { rows: ["Ada", "Ben", "Cleo"], columns: ["Alien", "Brazil", "Casablanca", "Dune"] };
const model = new MatrixFactorization(ratings, 2, { seed: 7, labels }).trainModel({ learningRate: 0.02 });
const wave = Array.from({ length: 3600 }, (_, k) => Math.sin(k / 60) + (k % 60) / 60);

/** One output of each kind, and what is shown where there is none. */
const kinds: Record<string, unknown> = {
  factorization: model[jupyterDisplay]()[PAYLOAD_MIME],
  "a matrix": samples.matrix,
  "a large matrix": {
    ...{ version: 1, kind: "matrix", name: "wave" },
    matrix: { rows: 60, columns: 60, values: wave },
  },
  "a picture": samples.picture,
  losses: samples.loss,
  "training under way": samples.running,
  "training diverged": samples.diverged,
  refused: { version: 2 },
};

const themes: Theme[] = ["JupyterLab Light", "JupyterLab Dark", "JupyterLab Dark High Contrast"];

/** Scrolls to a cell's output and marks it, so that axe can be told where to look. */
async function mark(lab: Lab, title: string): Promise<Locator> {
  const output = lab.cell(`// ${title}`).locator(".factorlab");
  await lab.scrollTo(output);
  await expect(output.locator(".factorlab-view, .factorlab-error").first()).toBeVisible();
  await lab.page.evaluate(() => {
    for (const node of document.querySelectorAll("[data-looked-at]")) node.removeAttribute("data-looked-at");
  });
  await output.evaluate((node) => node.setAttribute("data-looked-at", ""));
  return output;
}

const LOOKED_AT = "[data-looked-at]";

test("axe finds nothing wrong with any kind of output, in light, dark and high contrast", async ({ lab }) => {
  test.setTimeout(360_000);
  await lab.show("kinds.ipynb", outputs(kinds));
  for (const theme of themes) {
    await lab.theme(theme);
    for (const title of Object.keys(kinds)) {
      await test.step(`${title}, ${theme}`, async () => {
        await mark(lab, title);
        expect.soft(await findings(lab.page, LOOKED_AT), `${title}, ${theme}`).toEqual([]);
      });
    }
    const output = await mark(lab, "factorization");
    const picture = theme.replace("JupyterLab ", "").toLowerCase().replaceAll(" ", "-");
    await lab.picture(`accessibility-${picture}`, output);
  }
});

test("axe finds nothing wrong with the form of one's own inputs and one update under the microscope", async ({
  lab,
}) => {
  await lab.show("touched.ipynb", outputs({ factorization: kinds["factorization"] }));
  for (const theme of themes) {
    await lab.theme(theme);
    const output = await mark(lab, "factorization");
    await output.locator('[data-panel="U"] tbody td').first().click();
    const open = output.getByRole("button", { name: "Try your inputs" });
    if ((await open.getAttribute("aria-expanded")) !== "true") await open.click();
    expect.soft(await findings(lab.page, LOOKED_AT), theme).toEqual([]);
  }
  await lab.theme("JupyterLab Light");
  await test.step("at 400 % zoom all of it is there to be read", async () => {
    await lab.page.keyboard.press("Control+b");
    await lab.page.setViewportSize({ width: 360, height: 800 });
    const output = await mark(lab, "factorization");
    await lab.picture("accessibility-narrow-form", output);
    expect.soft(await findings(lab.page, LOOKED_AT)).toEqual([]);
    expect.soft(await cutOff(lab.page, LOOKED_AT)).toEqual([]);
    await output
      .locator("strong")
      .first()
      .evaluate((node) => (node.style.cssText = "margin-left: 290px"));
    expect(await cutOff(lab.page, LOOKED_AT), "the control").toEqual(["Matrix factorization"]);
  });
});

test("the control: a picture without a text and a text that is hard to read are found", async ({ lab }) => {
  await lab.show("control.ipynb", outputs({ losses: kinds["losses"] }));
  const output = await mark(lab, "losses");
  await output.evaluate((node) => {
    const image = document.createElement("img");
    image.src = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
    const text = document.createElement("p");
    text.textContent = "hard to read";
    text.style.cssText = "color: #bbb; background: #fff";
    node.append(image, text);
  });
  const found = await findings(lab.page, LOOKED_AT);
  expect(found.map((line) => line.split(" ")[0])).toEqual(
    expect.arrayContaining(["image-alt", "color-contrast"]),
  );
});

test.describe("in Jupyter Notebook 7", () => {
  test.use({ ownPage: true });

  test("at 400 % zoom, which leaves 320 pixels, nothing but a table or chart of its own scrolls sideways", async ({
    lab,
  }) => {
    await lab.page.setViewportSize({ width: 320, height: 800 });
    await lab.openInNotebook7("narrow.ipynb", outputs(kinds));
    for (const title of Object.keys(kinds)) {
      await test.step(title, async () => {
        const output = await mark(lab, title);
        const excess = await beyondEdge(output);
        expect.soft(excess, `${title}: how much wider than its place it is`).toBeLessThanOrEqual(1);
      });
    }
    await lab.picture("accessibility-narrow", await mark(lab, "factorization"));
    const page = await lab.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(page).toBeLessThanOrEqual(0);
  });
});

/** Gives each bar in an output another length, and counts what moves by itself then. */
function moving(output: Locator, length: number): Promise<number> {
  return output.evaluate((node, length) => {
    for (const bar of node.querySelectorAll<HTMLElement>(".factorlab-fill")) {
      bar.getBoundingClientRect();
      bar.style.transform = `scaleX(${length})`;
    }
    return node.getAnimations({ subtree: true }).length;
  }, length);
}

test("where the system asks for less motion, nothing moves by itself", async ({ lab }) => {
  await lab.page.emulateMedia({ reducedMotion: "reduce" });
  await lab.show("still.ipynb", outputs(kinds));
  for (const title of Object.keys(kinds)) {
    const output = await mark(lab, title);
    await output.hover();
    expect(await moving(output, 0.9), title).toBe(0);
  }
  await lab.page.emulateMedia({ reducedMotion: "no-preference" });
  const output = await mark(lab, "training under way");
  expect(await moving(output, 0.8), "the control: where motion is welcome").toBe(1);
});
