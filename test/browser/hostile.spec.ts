import { harmless, watch } from "./harm";
import { hostile, MARKUP } from "./hostile-payloads";
import type { Lab } from "./lab";
import { expect, test } from "./lab";
import { outputs } from "./notebooks";

async function openAll(lab: Lab): Promise<void> {
  const payloads = Object.fromEntries(
    Object.entries(hostile).map(([title, { payload }]) => [title, payload]),
  );
  await lab.show("hostile.ipynb", outputs(payloads));
}

/**
 * Trusts the notebook by JupyterLab's own command, which then draws all its outputs again. The command takes the notebook
 * that JupyterLab counts as the current one, which on a slow machine is for a moment still another.
 */
async function trust(lab: Lab): Promise<void> {
  await expect(async () => {
    const trusted = lab.page.evaluate(() => window.jupyterapp.commands.execute("notebook:trust"));
    await lab.page.locator(".jp-Dialog .jp-mod-accept").click();
    await trusted;
    expect(await trustedCells(lab)).not.toContain(false);
  }).toPass();
}

/** Which of the code cells the notebook trusts; the status bar, which counts them, may be a change behind. */
function trustedCells(lab: Lab): Promise<boolean[]> {
  return lab.page.evaluate(() => {
    const { cells } = window.jupyterapp.shell.currentWidget.content.model;
    return Array.from(cells, (cell) => cell.trusted);
  });
}

for (const trusted of [false, true]) {
  test(`a hostile payload in ${trusted ? "a trusted" : "an untrusted"} notebook shows what is wrong, or is drawn, and does no harm`, async ({
    lab,
  }) => {
    const harm = watch(lab.page, lab.origin);
    await openAll(lab);
    if (trusted) await trust(lab);
    await expect.poll(() => trustedCells(lab)).toEqual(Object.keys(hostile).map(() => trusted));
    for (const [title, { shows }] of Object.entries(hostile)) {
      await test.step(title, async () => {
        const output = lab.cells.nth(Object.keys(hostile).indexOf(title));
        await lab.scrollTo(output);
        const view = output.locator(shows === "drawn" ? ".factorlab-view" : ".factorlab-error");
        await expect(view).toBeVisible();
        if (shows !== "drawn") await expect(view).toContainText(shows);
      });
    }
    await test.step("names with markup are shown as they are written", async () => {
      await expect(lab.cell("// markup in a name").locator("figcaption strong")).toHaveText(MARKUP);
      await expect(lab.cell("// markup in the names of runs").locator("li").first()).toHaveText(MARKUP);
    });
    await test.step("curves and heatmaps are drawn", async () => {
      await expect(
        lab.cell("// markup in the names of runs").locator("path:is(.js-line, .factorlab-line)"),
      ).toHaveCount(4);
      await expect(lab.cell("// the largest numbers, more").locator(".heatmaplayer image")).toBeVisible();
    });
    expect(await harm()).toEqual(harmless);
  });
}

test.describe("on a page of its own, which it spoils", () => {
  test.use({ ownPage: true });

  test("the control: the watch sees a script that runs, a request elsewhere and a prototype that is touched", async ({
    lab,
  }) => {
    const harm = watch(lab.page, lab.origin);
    await openAll(lab);
    await expect(lab.page.locator(".factorlab-error").first()).toBeVisible();
    await lab.page.evaluate((markup) => {
      document.querySelector(".factorlab-error")?.insertAdjacentHTML("beforeend", markup);
      Object.assign(Object.prototype, { polluted: true });
    }, MARKUP);
    await expect.poll(harm).toEqual({
      scriptRan: true,
      requests: ["http://elsewhere.invalid/x.png"],
      polluted: ["polluted"],
      elements: [MARKUP],
      dialogs: [],
    });
  });
});

test("a payload nested as deep as JupyterLab itself can read shows what is wrong", async ({ lab }) => {
  const harm = watch(lab.page, lab.origin);
  // JupyterLab's own reading ends at some thousands of levels, and where its code is not compiled yet it was seen to end
  // at 1,500; the server gives up earlier, so the file goes past it.
  const levels = 500;
  const nest = "[".repeat(levels) + "]".repeat(levels);
  await lab.page.route(/\/api\/contents\/deep\.ipynb\?.*content=1/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('"NEST"', () => nest) });
  });
  await lab.show("deep.ipynb", outputs({ deep: "NEST" }));
  await expect(lab.page.locator(".factorlab-error")).toContainText(/payload is a list|payload is \[/);
  expect(await harm()).toEqual(harmless);
});
