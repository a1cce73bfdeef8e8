/** Notebooks of the course as a learner goes through them: as they are shipped, with their outputs, nothing run yet. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/lib/paths.mjs";
import { expect, test } from "./lab";
import type { Lab } from "./lab";
import type { Notebook } from "./notebooks";

const read = (file: string): Notebook =>
  JSON.parse(readFileSync(join(root, "notebooks", file), "utf8")) as Notebook;

/** Opens a notebook, looks at a prediction, and gives the cell whose output it keeps folded. */
async function open(lab: Lab, file: string, prediction: string, source: string) {
  await lab.open(file, read(file));
  const guess = lab.cell(`predict("${prediction}")`).locator(".factorlab-card");
  await lab.scrollTo(guess);
  return { guess, folded: lab.cell(source) };
}

test("00 as it ships: the dials are there, and a rating is guessed before it is shown", async ({ lab }) => {
  const { guess, folded } = await open(lab, "00-latent-factors.ipynb", "0.b", `reveal("0.b"`);
  await expect(folded).not.toContainText("Eva and Star Race: 2.00");
  await guess.getByRole("textbox").fill("3");
  await guess.getByRole("button", { name: "Keep my guess" }).click();
  await expect(folded).toContainText("Eva and Star Race: 2.00");
  await expect(folded.locator(".factorlab-card")).toContainText("You were off by 1.");
  const dials = lab.cell("// Ada cares for space, for love").locator(".factorlab-view").first();
  await lab.scrollTo(dials);
  await expect(dials.getByRole("slider").first()).toBeVisible();
});

for (const [file, prediction, choice, told] of [
  ["02-one-gradient-at-a-time.ipynb", "2.a", "Closer and closer", "Closer at first, then off again"],
  ["05-blanks.ipynb", "5.a", "Better", "Worse"],
] as const)
  test(`${file} as it ships: a wrong guess opens what came`, async ({ lab }) => {
    const { guess, folded } = await open(lab, file, prediction, `reveal("${prediction}"`);
    await expect(folded.locator(".factorlab-card")).toBeHidden();
    await guess.getByRole("radio", { name: choice, exact: true }).check();
    await guess.getByRole("button", { name: "Keep my guess" }).click();
    await expect(folded.locator(".factorlab-card")).toContainText(told);
  });
