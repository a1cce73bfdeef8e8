import { hideAndGuess, MatrixFactorization, picture } from "factorlab";
import { expect, test } from "./lab";
import { outputs, payloadOf } from "./notebooks";
import { randomWalk } from "./random-walk";

const rows = Array.from({ length: 6 }, () => [1, 2, 3]);

function untrained(): unknown {
  return payloadOf(new MatrixFactorization(rows, 2, { seed: 7 }));
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
  const { actions, wrong } = await randomWalk(lab.page, "form", 500, 20);
  expect(wrong).toEqual([]);
  // A walk that only ever finds one thing to do would look at little.
  expect(new Set(actions).size).toBeGreaterThan(10);
});

const ratings = [
  [5, 4, 1, null, 4.5],
  [4, null, 1, 1.5, 5],
  [1, 1.5, 5, 4, null],
  [2, 1, 4, 5, 1],
];
const trained = (features: number): MatrixFactorization =>
  new MatrixFactorization(ratings, features, { seed: 3 }).trainModel({ iterations: 100, learningRate: 0.02 });
const stripes = Array.from({ length: 12 }, (_, i) =>
  Array.from({ length: 9 }, (_, j) => (i * 7 + j * 3) % 5),
);

for (const [name, payload] of Object.entries({
  // The form beside it may ask for more features.
  "a plane of one feature": () => payloadOf(trained(1).plane()),
  "dials of what was never trained": () =>
    payloadOf(new MatrixFactorization(ratings, 2, { seed: 3 }).byHand()),
  "hide and guess": () => payloadOf(hideAndGuess(trained(2))),
  "a picture": () => payloadOf(picture(stripes)),
}))
  test(`nor does anything that is done at random with ${name} lead to one, or to an error`, async ({
    lab,
  }) => {
    const errors: string[] = [];
    lab.page.on("pageerror", ({ stack = "" }) => {
      if (stack.includes("factorlab-jupyterlab")) errors.push(stack);
    });
    await lab.show("random-acts.ipynb", outputs({ output: payload() }));
    await lab.cell("// output").locator(".factorlab-view").first().waitFor();
    const { actions, wrong } = await randomWalk(lab.page, "anything", 250, 1);
    expect(wrong).toEqual([]);
    expect(errors).toEqual([]);
    expect(new Set(actions).size).toBeGreaterThan(3);
  });
