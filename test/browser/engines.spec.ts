import { expect, test } from "@playwright/test";
import { engineTable } from "../engines/table";
import { engineTableText } from "../engines/text";

test("all models, splits and draws come to the same bytes in the browser as in Node", async ({ page }) => {
  await page.addScriptTag({ content: await engineTableText({ globalName: "engines" }) });
  const there = await page.evaluate<Record<string, string>>("engines.engineTable()");
  expect(Object.keys(there).length).toBeGreaterThan(50);
  expect(there).toEqual(await engineTable());
});
