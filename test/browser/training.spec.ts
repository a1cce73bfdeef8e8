import { jupyterDisplay, MatrixFactorization } from "factorlab";
import type { TrainingProgress } from "factorlab";
import type { Locator } from "@playwright/test";
import type { Lab } from "./lab";
import { alone, expect, test } from "./lab";
import { notebook, outputs } from "./notebooks";
import { curvesOf } from "./view";

const source = (rest: string): string => `import { MatrixFactorization } from "factorlab";
const data = Array.from({ length: 60 }, (_, i) => Array.from({ length: 40 }, (_, j) => 3 + Math.sin(i + 2 * j)));
const fac = new MatrixFactorization(data, 10, { seed: 4 });
${rest}`;

async function start(lab: Lab, text: string): Promise<Locator> {
  const cell = lab.cell(text);
  await cell.locator(".cm-content").click();
  await lab.page.keyboard.press("Control+Enter");
  return cell;
}

async function ended(cell: Locator): Promise<void> {
  await expect(cell.locator(".jp-InputPrompt")).toHaveText(/^\[\d+\]:$/, { timeout: 120_000 });
}

const iterationOf = async (bar: Locator): Promise<number> => Number(await bar.getAttribute("aria-valuenow"));

for (const [theme, name] of [
  ["light", "JupyterLab Light"],
  ["dark", "JupyterLab Dark"],
] as const) {
  test(
    `a training's bar and curve grow, end exactly, and are there when the notebook is opened again (${theme})`,
    alone,
    async ({ lab }) => {
      const code = source("await fac.train({ iterations: 60_000, learningRate: 0.05 });");
      await lab.open(`training-${theme}.ipynb`, notebook("factorlab", [code]));
      await lab.theme(name);
      await lab.kernelReady();
      const cell = await start(lab, "fac.train");
      const view = cell.locator(".factorlab-training");
      const bar = view.getByRole("progressbar");

      await test.step("in the middle", async () => {
        await expect.poll(() => iterationOf(bar), { intervals: [50] }).toBeGreaterThan(15_000);
        await view.evaluate((node) => node.setAttribute("data-known", ""));
        await lab.picture(`training-middle-${theme}`, view);
        const before = await iterationOf(bar);
        await expect.poll(() => iterationOf(bar), { intervals: [50] }).toBeGreaterThan(before);
        await expect(view).toHaveAttribute("data-state", "running");
        expect(await widthOf(view.locator(".factorlab-live-chart path"))).toBeGreaterThan(50);
      });
      await test.step("at the end", async () => {
        await ended(cell);
        await expect(view).toHaveAttribute("data-known", "");
        await expectEnd(view, "Training done", 60_000, 60_000);
        await expect(cell.locator(".jp-OutputArea-output"), "one output").toHaveCount(1);
        await lab.picture(`training-end-${theme}`, view);
      });
      await test.step("opened again", async () => {
        const shown = await view.innerText();
        await lab.menu("File", "Save Notebook");
        await expect(lab.page.locator(".jp-mod-dirty")).toHaveCount(0);
        await lab.closeTab();
        await lab.open(`training-${theme}.ipynb`, lab.read(`training-${theme}.ipynb`));
        await expectEnd(view, "Training done", 60_000, 60_000);
        expect(await view.innerText()).toBe(shown);
      });
    },
  );
}

test("interrupting from the menu says at which iteration, and the next cell trains on", async ({ lab }) => {
  const cells = [
    source("await fac.train({ iterations: 2_000_000_000, learningRate: 0.05 });"),
    "await fac.train({ iterations: 10, learningRate: 0.05 }); // goes on",
  ];
  await lab.open("interrupted.ipynb", notebook("factorlab", cells));
  await lab.kernelReady();
  const cell = await start(lab, "2_000_000_000");
  const view = cell.locator(".factorlab-training");
  const bar = view.getByRole("progressbar");
  await expect.poll(() => iterationOf(bar), { intervals: [50] }).toBeGreaterThan(0);
  await lab.menu("Kernel", "Interrupt Kernel");
  await ended(cell);
  await expect(view).toHaveAttribute("data-state", "stopped");
  const iteration = await iterationOf(bar);
  const words = iteration.toLocaleString("en-US");
  await expect(view.locator(".factorlab-remark")).toHaveText(
    `The model keeps the factors of iteration ${words}.`,
  );
  await expect(cell.locator(".jp-OutputArea-output").last()).toContainText(
    `training was stopped at iteration ${words} of 2,000,000,000`,
  );
  await lab.picture("training-interrupted-light", cell.locator(".jp-Cell-outputWrapper"));

  const next = await start(lab, "// goes on");
  await ended(next);
  await expectEnd(next.locator(".factorlab-training"), "Training done", iteration + 10, iteration + 10);
});

test("what an untrusted notebook holds of a training is drawn in each of its states", async ({ lab }) => {
  const loss = { iterations: [0, 1, 2, 3, 4], values: [4, 2, 1, 0.6, 0.5] };
  const timing = { seconds: 1.2, iterationsPerSecond: 3.3, secondsLeft: null };
  const payload = {
    version: 1,
    kind: "training",
    start: 0,
    iteration: 4,
    iterations: 700,
    learningRate: 1.5,
    loss,
    timing,
  };
  const states = {
    stopped: { ...payload, state: "stopped", divergedAt: null },
    diverged: { ...payload, state: "diverged", divergedAt: 7 },
    begun: {
      ...{
        ...payload,
        state: "running",
        iteration: 0,
        divergedAt: null,
        loss: { iterations: [], values: [] },
      },
      timing: { seconds: 0, iterationsPerSecond: null, secondsLeft: null },
    },
  };
  await lab.show("states.ipynb", outputs(states));
  const view = (title: string): Locator => lab.cell(`// ${title}`).locator(".factorlab-training");
  await expect(view("stopped").locator(".factorlab-remark")).toContainText(
    "keeps the factors of iteration 4",
  );
  await expect(view("diverged").locator(".factorlab-remark")).toContainText(
    "at iteration 7 with learning rate 1.5",
  );
  await expect(view("begun").getByRole("progressbar")).toHaveAttribute(
    "aria-valuetext",
    "iteration 0 of 700",
  );
  await expect(view("diverged").locator("path:is(.js-line, .factorlab-line)")).toBeVisible();
  await lab.picture("training-states-light");
});

test("the html of a training keeps its bar, numbers and curve in an untrusted notebook", async ({ lab }) => {
  let last: TrainingProgress | undefined;
  const fac = new MatrixFactorization([[1, 2, 3], [1, 2, 3]], 2, { seed: 10 }); // prettier-ignore
  await fac.train({ iterations: 1234, onProgress: (progress) => (last = progress) });
  const html = last![jupyterDisplay]()["text/html"];
  const stranger = outputs({ html: null });
  Object.assign(stranger.cells[0], {
    outputs: [{ output_type: "display_data", metadata: {}, data: { "text/html": html } }],
  });
  await lab.show("untrusted.ipynb", stranger);
  const output = lab.cells.first().locator(".jp-RenderedHTMLCommon");
  await expect(output.getByRole("progressbar")).toHaveAttribute("value", "1234");
  await expect(output.locator("td").first()).toHaveText("Iteration1,234 of 1,234");
  await expect(output.locator("time")).toHaveCount(2);
  expect(await output.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(656);
});

test("in the stock tslab kernel the same training is html that goes on", alone, async ({ lab }) => {
  const code = source("await fac.train({ iterations: 30_000, learningRate: 0.05 });");
  await lab.open("stock-training.ipynb", notebook("tslab", [code]));
  await lab.kernelReady();
  const cell = await start(lab, "fac.train");
  const html = cell.locator(".jp-RenderedHTMLCommon");
  const bar = html.getByRole("progressbar");
  await expect
    .poll(async () => Number(await bar.getAttribute("value")), { intervals: [50] })
    .toBeGreaterThan(1000);
  await expect(html.getByText("Training", { exact: true })).toBeVisible();
  await lab.picture("stock-training-middle", html);
  await ended(cell);
  await expect(html.getByText("Training done")).toBeVisible();
  await expect(bar).toHaveAttribute("value", "30000");
  await expect(html.locator("img")).toBeVisible();
  await lab.picture("stock-training-end", html);
});

async function expectEnd(view: Locator, heading: string, iteration: number, last: number): Promise<void> {
  await expect(view.locator(".factorlab-header strong")).toHaveText(heading);
  const bar = view.getByRole("progressbar");
  await expect(bar).toHaveAttribute("aria-valuenow", String(iteration));
  await expect(bar).toHaveAttribute("aria-valuemax", String(last));
  await expect(view.locator(".factorlab-percent")).toHaveText("100 %");
  await expect(view.locator(".factorlab-number").first()).toHaveText(
    `${iteration.toLocaleString("en-US")}of ${last.toLocaleString("en-US")}`,
  );
  await expect(view.locator("path:is(.js-line, .factorlab-line)")).toBeVisible();
  await expect(view.locator(".factorlab-loss")).toHaveCount(1);
  const [curve] = await curvesOf(view);
  expect(curve.width).toBeGreaterThan(400);
}

function widthOf(element: Locator): Promise<number> {
  return element.evaluate((node) => node.getBoundingClientRect().width);
}
