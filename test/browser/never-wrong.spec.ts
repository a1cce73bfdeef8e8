import { jupyterDisplay, MatrixFactorization } from "factorlab";
import { PAYLOAD_MIME } from "factorlab/view";
import { expect, test } from "./lab";
import { outputs } from "./notebooks";
import { randomWalk } from "./random-walk";

const rows = Array.from({ length: 6 }, () => [1, 2, 3]);

function untrained(): unknown {
  return new MatrixFactorization(rows, 2, { seed: 7 })[jupyterDisplay]()[PAYLOAD_MIME];
}

test("the form of an output that was never trained says its loss, and plays and steps from there", async ({
  lab,
}) => {
  await lab.show("untrained.ipynb", outputs({ untrained: untrained() }));
  const view = lab.cell("// untrained").locator(".factorlab-view");
  await view.getByRole("button", { name: "Try your inputs here!" }).click();
  const verdict = view.locator(".factorlab-verdict");
  await expect(verdict).toContainText("Not trained yet. The loss is 2.14.");
  await view.getByRole("button", { name: "One step" }).click();
  await expect(view.locator(".factorlab-facts")).toContainText("iteration 1");
  await expect(view.locator(".factorlab-jumps")).toHaveText("1iteration");
  await expect(verdict).toContainText("Still falling.");
});

test("▶ Play trains what was never trained", async ({ lab }) => {
  await lab.show("untrained-play.ipynb", outputs({ untrained: untrained() }));
  const view = lab.cell("// untrained").locator(".factorlab-view");
  await view.getByRole("button", { name: "Try your inputs here!" }).click();
  await view.getByRole("button", { name: "▶ Play" }).click();
  await expect(view.locator(".factorlab-verdict")).toContainText("Converged.");
  await expect(view.locator(".factorlab-facts")).toContainText(/iteration \d+ of 700/);
});

test("nothing that 500 random actions lead to is NaN, Infinity, a negative zero or a row of zeros", async ({
  lab,
}) => {
  await lab.show("random-walk.ipynb", outputs({ untrained: untrained() }));
  const view = lab.cell("// untrained").locator(".factorlab-view");
  await view.getByRole("button", { name: "Try your inputs here!" }).click();
  await expect(view.locator(".factorlab-verdict")).toContainText("Not trained yet.");
  const { actions, wrong } = await randomWalk(lab.page, 500, 20);
  expect(wrong).toEqual([]);
  // A walk that only ever finds one thing to do would look at little.
  expect(new Set(actions).size).toBeGreaterThan(10);
});
