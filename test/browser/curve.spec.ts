import { jupyterDisplay, lossCurves, MatrixFactorization, PAYLOAD_MIME } from "factorlab";
import type { LossViewPayload } from "factorlab";
import { expect, test } from "./lab";
import { outputs } from "./notebooks";

const data = Array.from({ length: 6 }, () => [1, 2, 3]);

function trained(seed: number, learningRate = 0.1): MatrixFactorization {
  return new MatrixFactorization(data, 2, { seed }).trainModel({ learningRate });
}

/** Six runs, with losses on held-out cells and everything that is marked. */
function six(): LossViewPayload {
  const models = [1, 2, 3, 4, 5, 6].map((seed) => trained(seed, 0.02 + 0.015 * seed));
  const payload = lossCurves(models)[jupyterDisplay]()[PAYLOAD_MIME] as LossViewPayload;
  const [first, second, third] = payload.runs;
  const values = first.loss.values.map((loss, k) => loss * 1.6 + 0.003 * (first.loss.iterations[k] / 200) ** 2);
  first.validation = { ...first.loss, values };
  first.bestAt = 214;
  second.stoppedAt = second.loss.iterations[300];
  second.loss = {
    iterations: second.loss.iterations.slice(0, 301),
    values: second.loss.values.slice(0, 301),
  };
  third.loss = { iterations: third.loss.iterations.slice(0, 60), values: third.loss.values.slice(0, 60) };
  third.divergedAt = 90;
  return payload;
}

const one = trained(10)[jupyterDisplay]()[PAYLOAD_MIME];

for (const [theme, name] of [
  ["light", "JupyterLab Light"],
  ["dark", "JupyterLab Dark"],
] as const) {
  test(`looks (${theme})`, async ({ lab }) => {
    await lab.open("curve.ipynb", outputs({ one, six: six() }));
    await lab.theme(name);
    const one_ = lab.cell("// one").locator(".factorlab-view");
    await expect(one_.locator("path.js-line")).toBeVisible();
    await expect(one_.locator(".factorlab-live-chart")).toHaveCount(0);
    await lab.picture(`curve-one-${theme}`, one_);
    const slider = one_.getByRole("slider");
    const box = (await slider.boundingBox())!;
    await lab.page.mouse.click(box.x + 52 + 0.57 * (box.width - 76), box.y + 60);
    await lab.page.mouse.move(box.x + 52 + 0.3 * (box.width - 76), box.y + 60);
    await lab.picture(`curve-scrubbed-${theme}`, one_);
    const view = lab.cell("// six").locator(".factorlab-view");
    await lab.scrollTo(view);
    await expect(view.locator("path.js-line")).toHaveCount(7);
    await lab.picture(`curve-six-${theme}`, view);
    await view.getByRole("button", { name: "linear" }).click();
    await lab.page.waitForTimeout(300);
    await lab.picture(`curve-six-linear-${theme}`, view);
  });
}
