import { expect, test } from "./lab";
import { notebook } from "./notebooks";

const asking = `// asking
const name = prompt("Your name");
const secret = Jupyter.password("Secret");
console.log("Hello", name, secret.length);`;

const counting = `// counting
for (let i = 1; i <= 3; i++) {
  Jupyter.clearOutput({ wait: true });
  console.log("count", i);
}`;

test("JupyterLab asks for what a cell wants to know, and empties an output that a cell clears", async ({
  lab,
}) => {
  await lab.open("input.ipynb", notebook("factorlab", [asking, counting]));
  await lab.kernelReady();
  const cell = lab.cell("// asking");
  await cell.locator(".cm-content").click();
  await lab.page.keyboard.press("Shift+Enter");

  // JupyterLab may leave an answered box where it was.
  const box = cell.locator("input.jp-Stdin-input").last();
  await expect(cell.locator(".jp-Stdin-prompt").last()).toHaveText(/Your name/);
  await box.fill("Ada");
  await box.press("Enter");
  await expect(cell.locator(".jp-Stdin-prompt").last()).toHaveText(/Secret/);
  await expect(box).toHaveAttribute("type", "password");
  await box.fill("hunter2");
  await box.press("Enter");
  await expect(cell.locator(".jp-OutputArea")).toContainText("Hello Ada 7");
  await expect(cell.locator(".jp-OutputArea")).not.toContainText("hunter2");

  const counter = lab.cell("// counting");
  await counter.locator(".cm-content").click();
  await lab.page.keyboard.press("Shift+Enter");
  const output = counter.locator(".jp-OutputArea-output");
  await expect(output).toHaveText("count 3");
});
