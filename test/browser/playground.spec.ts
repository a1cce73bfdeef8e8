import { jupyterDisplay, MatrixFactorization, PAYLOAD_MIME } from "factorlab";
import type { Locator } from "@playwright/test";
import { expect, test } from "./lab";
import type { Lab } from "./lab";
import { outputs } from "./notebooks";

const rows = Array.from({ length: 6 }, () => [1, 2, 3]);

function payload(data: (number | null)[][] = rows): unknown {
  const fac = new MatrixFactorization(data, 2, { seed: 7 });
  fac.trainModel();
  return fac[jupyterDisplay]()[PAYLOAD_MIME];
}

/** A notebook with the output of a training, and the form below it opened. */
async function openForm(lab: Lab, name: string, value: unknown = payload()): Promise<Locator> {
  await lab.open(name, outputs({ training: value, another: payload() }));
  const view = lab.cell("// training").locator(".factorlab-view");
  await view.getByRole("button", { name: "Try your inputs here!" }).click();
  const form = view.getByRole("region", { name: "Try your inputs here!" });
  await expect(form).toBeVisible();
  return form;
}

const verdictOf = (form: Locator): Locator => form.locator(".factorlab-verdict");
const cellAt = (form: Locator, row: number, column: number): Locator =>
  form.getByRole("grid").locator("tbody tr").nth(row).getByRole("gridcell").nth(column);

for (const [theme, name] of [
  ["light", "JupyterLab Light"],
  ["dark", "JupyterLab Dark"],
] as const) {
  test(`the form as it looks, at each of its verdicts (${theme})`, async ({ lab }) => {
    const form = await openForm(lab, `playground-look-${theme}.ipynb`);
    await lab.theme(name);
    await lab.scrollTo(form);
    await expect(verdictOf(form)).toContainText("Converged.");
    await lab.picture(`playground-${theme}`, form);
    await form.getByRole("combobox", { name: "Example" }).selectOption("ratings");
    await lab.picture(`playground-ratings-${theme}`, form);
    await form.getByRole("textbox", { name: "Learning rate" }).fill("3");
    await form.getByRole("textbox", { name: "Iterations" }).fill("many");
    await form.getByText("Advanced").click();
    await expect(verdictOf(form)).toContainText("Diverged");
    await lab.picture(`playground-diverged-${theme}`, form);
    await lab.theme("JupyterLab Light");
  });
}
