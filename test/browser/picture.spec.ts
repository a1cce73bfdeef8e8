import type { Locator } from "@playwright/test";
import { jupyterDisplay, picture } from "factorlab";
import { checkPayload, PAYLOAD_MIME } from "factorlab/view";
import { findings } from "./accessibility";
import { expect, test } from "./lab";
import { outputs } from "./notebooks";

/** A disk before a slope. */
const scene = Array.from({ length: 60 }, (_, i) =>
  Array.from({ length: 80 }, (_, j) => ((i - 30) ** 2 + (j - 36) ** 2 < 300 ? 255 : i + j)),
);
const payload = picture(scene, { title: "A disk", features: 6 })[jupyterDisplay]()[PAYLOAD_MIME];

const rmse = async (view: Locator): Promise<number> =>
  Number(/RMSE ([\d.e−-]+)/.exec(await view.locator(".factorlab-header").innerText())?.[1]);

test("a picture is made of few features, of many, of parts, without one, and of a file of one's own", async ({
  lab,
}) => {
  expect(checkPayload(payload)).toEqual(payload);
  await lab.show("picture.ipynb", outputs({ picture: payload }));
  const view = lab.cell("// picture").locator(".factorlab-picture");
  await lab.scrollTo(view);
  const images = view.locator(".factorlab-images canvas");
  const tiles = view.locator(".factorlab-tile");
  const slider = view.getByRole("slider", { name: "Features" });

  const speak = (language: string): Promise<unknown> =>
    lab.page.evaluate(
      (language) => window.jupyterapp.commands.execute("factorlab:choose-language", { language }),
      language,
    );

  await test.step("it is there without a kernel", async () => {
    await expect(images).toHaveCount(3);
    await expect(tiles).toHaveCount(6);
    await expect(view).toHaveAttribute("aria-label", /^A disk\. 840 numbers for 4,800 · RMSE /);
    await lab.picture("picture", view);
  });

  await test.step("more features come nearer, by keys", async () => {
    const before = await rmse(view);
    await slider.focus();
    for (let k = 0; k < 4; k++) await lab.page.keyboard.press("ArrowRight");
    await expect(tiles).toHaveCount(10);
    await expect(view.getByRole("img", { name: "of 10 features" })).toBeVisible();
    expect(await rmse(view)).toBeLessThan(before);
  });

  await test.step("parts are another way, and a click leaves one of them out", async () => {
    const best = await rmse(view);
    await view.getByRole("button", { name: "NMF" }).click();
    await expect.poll(() => rmse(view)).toBeGreaterThan(best);
    const parts = await rmse(view);
    const second = view.getByRole("button", { name: "feature 2", exact: true });
    await second.click();
    await expect(second).toHaveAttribute("aria-pressed", "false");
    await expect(view.getByRole("img", { name: "of 9 features" })).toBeVisible();
    expect(await rmse(view)).toBeGreaterThan(parts);
    await speak("de");
    await expect(view.getByRole("button", { name: "Rückgängig" })).toBeEnabled();
    await expect(view.locator('.factorlab-tile[aria-pressed="false"]')).toHaveCount(1);
    await speak("en");
    await expect(second).toHaveAttribute("aria-pressed", "false");
    await second.focus();
    await lab.page.keyboard.press("Control+z");
    await expect(second).toHaveAttribute("aria-pressed", "true");
    await view.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => rmse(view)).toBe(best);
  });

  await test.step("a file becomes grey, and small enough", async () => {
    const png = await lab.page.screenshot({ clip: { x: 0, y: 0, width: 400, height: 300 } });
    await view
      .locator("input[type=file]")
      .setInputFiles({ name: "a.png", mimeType: "image/png", buffer: png });
    await expect(view.getByRole("img", { name: "picture, 150 × 200" })).toBeVisible();
    await expect(view.locator(".factorlab-header")).toContainText("Your picture");
    const note = { name: "a.png", mimeType: "image/png", buffer: Buffer.from("no picture") };
    await view.locator("input[type=file]").setInputFiles(note);
    await expect(view.getByRole("status")).toContainText("This is no picture that the browser can read");
    await view.getByRole("button", { name: "Undo" }).click();
    await expect(view.getByRole("img", { name: "picture, 60 × 80" })).toBeVisible();
  });

  for (const way of ["drop", "paste"])
    await test.step(`a picture is taken by ${way}, and the notebook stays as it is`, async () => {
      const cells = await lab.page.locator(".jp-Cell").count();
      await view.evaluate(async (node, type) => {
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [50, 40];
        const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
        const transfer = new DataTransfer();
        transfer.items.add(new File([blob!], "b.png", { type: "image/png" }));
        const how = { bubbles: true, cancelable: true };
        node.dispatchEvent(
          type === "drop"
            ? new DragEvent("drop", { ...how, dataTransfer: transfer })
            : new ClipboardEvent("paste", { ...how, clipboardData: transfer }),
        );
      }, way);
      await expect(view.getByRole("img", { name: "picture, 40 × 50" })).toBeVisible();
      expect(await lab.page.locator(".jp-Cell").count()).toBe(cells);
      await view.getByRole("button", { name: "Undo" }).click();
      await expect(view.getByRole("img", { name: "picture, 60 × 80" })).toBeVisible();
    });

  await test.step("axe finds nothing, in either theme", async () => {
    await view.evaluate((node) => node.setAttribute("data-looked-at", ""));
    for (const theme of ["JupyterLab Light", "JupyterLab Dark"] as const) {
      await lab.theme(theme);
      expect(await findings(lab.page, "[data-looked-at]"), theme).toEqual([]);
      await lab.picture(`picture-${theme.endsWith("Dark") ? "dark" : "light"}`, view);
    }
  });
});
