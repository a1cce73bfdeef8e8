import { PAYLOAD_MIME } from "factorlab/view";
import { strange } from "../payload/strange";
import { rounds } from "../rounds";
import { harmless, watch } from "./harm";
import { expect, test } from "./lab";
import type { Lab } from "./lab";
import { outputs } from "./notebooks";
import { pageErrors } from "./page-errors";

/** As many as JupyterLab shows of one cell, less some. */
const BATCH = 40;
const COUNT = rounds(10_000, 2_000);

/** What the page shows of some payloads. */
interface Shown {
  views: number;
  errors: number;
  /** The places in the batch where nothing readable stands. */
  unreadable: { index: number; text: string }[];
}

/** Gives the payloads to the first cell of the open notebook as outputs, and looks at what is drawn of them. */
function show(lab: Lab, payloads: readonly unknown[], trusted: boolean): Promise<Shown> {
  // As text: Playwright's own way of passing values would lose keys such as __proto__.
  const batch = { json: JSON.stringify(payloads), trusted, mime: PAYLOAD_MIME };
  return lab.page.evaluate(async ({ json, trusted, mime }) => {
    const payloads = JSON.parse(json) as unknown[];
    const { model } = window.jupyterapp.shell.currentWidget.content.widgets[0].outputArea;
    model.trusted = trusted;
    model.fromJSON(
      payloads.map((payload) => ({ output_type: "display_data", metadata: {}, data: { [mime]: payload } })),
    );
    const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
    const hosts = (): Element[] => Array.from(document.querySelectorAll(".jp-Notebook .factorlab"));
    const drawn = (): boolean =>
      hosts().length === payloads.length && hosts().every((host) => host.childElementCount > 0);
    for (let wait = 0; wait < 300 && !drawn(); wait++) await frame();
    // Charts are drawn with the next frame.
    await frame();
    await frame();
    const shown: Shown = { views: 0, errors: 0, unreadable: [] };
    for (let index = 0; index < payloads.length; index++) {
      const host = hosts().at(index);
      const text = host?.textContent ?? "";
      const error = host?.querySelector(".factorlab-error");
      const readable = error
        ? / is .*, expected /s.test(text) && text.length < 500
        : host?.querySelector(".factorlab-view");
      if (!readable) shown.unreadable.push({ index, text: text.slice(0, 200) });
      if (error) shown.errors++;
      else shown.views++;
    }
    return shown;
  }, batch);
}

test(`${COUNT.toLocaleString("en-US")} strange payloads, half of them trusted, are drawn or refused, and do no harm`, async ({
  lab,
}) => {
  // All of them take a minute on a machine that has nothing else to do.
  test.setTimeout(rounds(900_000, 180_000));
  const errors = pageErrors(lab.page);
  const harm = watch(lab.page, lab.origin);
  await lab.show("strange.ipynb", outputs({ first: null }));
  await expect(lab.page.locator(".factorlab-error")).toBeVisible();
  const total = { views: 0, errors: 0 };
  for (let first = 0; first < COUNT; first += BATCH) {
    const seeds = Array.from({ length: BATCH }, (_, k) => first + k);
    const trusted = (first / BATCH) % 2 === 1;
    const { views, errors: refused, unreadable } = await show(lab, seeds.map(strange), trusted);
    expect(unreadable.map(({ index, text }) => ({ seed: first + index, text }))).toEqual([]);
    expect(await harm(), `seeds ${first} to ${first + BATCH}, trusted: ${trusted}`).toEqual(harmless);
    total.views += views;
    total.errors += refused;
  }
  expect(errors).toEqual([]);
  // Both happen often, or the test would show little.
  expect(total.views).toBeGreaterThan(COUNT / 10);
  expect(total.errors).toBeGreaterThan(COUNT / 2);
});
