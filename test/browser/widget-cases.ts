import { expect } from "@playwright/test";
import type { Locator } from "@playwright/test";

/** A table, its factors and losses; a table so large that it is drawn as colours, which takes the chart library. */
export const shown = `factorlab.show(
    [[5, 4, None], [4, None, 1]], [[2], [1.5]], [[2.5, 2, 0.5]],
    loss={0: 3.5, 1: 0.03125}, labels={"rows": ["Ada", "Ben"]},
)`;
export const large = "factorlab.show(np.add.outer(np.arange(60.0), np.arange(60.0)))";
export const told = `"nothing yet" if e is None else f"rate {e.learning_rate}, row 0 {e.data[0].tolist()}, L {e.L.shape}, U {e.U.shape}, {e.iteration} of {e.iterations}, from {e.loss[0]:.2f} to {e.loss[e.iteration]:.0e}"`;
/** What Python then knows of the experiment of {@link tryOut}: descent from its own start fits four known cells. */
export const known =
  /rate 0\.05, row 0 \[9\.0, 4\.0, nan\], L \(2, 1\), U \(1, 3\), 700 of 700, from \d+\.\d\d to \de-\d+/;

/** Opens the form of a view, and types a number and a learning rate into it. */
export async function tryOut(view: Locator): Promise<void> {
  await view.getByRole("button", { name: "Try your inputs here!" }).click();
  const form = view.getByRole("region", { name: "Try your inputs here!" });
  await form.getByRole("gridcell").first().click();
  await form.page().keyboard.type("9");
  await form.page().keyboard.press("Enter");
  await form.getByRole("textbox", { name: "Learning rate" }).fill("0.05");
  await expect(form.locator(".factorlab-verdict")).toContainText("Exact.");
}
