import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkPayload, PAYLOAD_MIME } from "factorlab/view";
import type { FactorizationPayload } from "factorlab/view";
import { root } from "../../scripts/lib/paths.mjs";
import { expect, test } from "./lab";
import type { Notebook } from "./notebooks";
import { cellsOf, valuesOf } from "./view";

const committed = JSON.parse(readFileSync(join(root, "docs", "python-example.ipynb"), "utf8")) as Notebook;

/** The payload in a notebook's last output. */
function payloadOf({ cells }: Notebook): FactorizationPayload {
  const { outputs } = cells[cells.length - 1] as { outputs: { data: Record<string, unknown> }[] };
  const payload = checkPayload(outputs[0].data[PAYLOAD_MIME]);
  if (payload.kind !== "factorization") throw new Error(`a payload of kind ${payload.kind}`);
  return payload;
}

test("a factorization that Python's own kernel sends gets the same view, with its names and every state", async ({
  lab,
}) => {
  const cells = committed.cells.map((cell) =>
    cell["cell_type"] === "code" ? { ...cell, outputs: [], execution_count: null } : cell,
  );
  await lab.open("python.ipynb", { ...committed, cells });
  await lab.runAll();
  const output = lab.cells.last();
  await lab.scrollTo(output.locator(".factorlab-view"));
  const { data, labels, frames = [] } = payloadOf(committed);

  await test.step("its numbers, its unknown cells and its names", async () => {
    const shown = await cellsOf(output, "data");
    const rows = Array.from({ length: data.rows }, (_, i) => data.values.slice(i * 5, (i + 1) * 5));
    expect(shown.map((row) => row.map(({ text }) => text))).toEqual(
      rows.map((row) => row.map((value) => (value === null ? "?" : String(value)))),
    );
    for (const name of [...(labels?.rows ?? []), ...(labels?.columns ?? [])]) {
      await expect(output.locator('[data-panel="data"]')).toContainText(name);
    }
  });
  await test.step("its recorded states, the first among them", async () => {
    const slider = output.getByRole("slider").first();
    await slider.focus();
    await lab.page.keyboard.press("Home");
    await expect
      .poll(async () => rounded(valuesOf(await cellsOf(output, "L")).flat()))
      .toEqual(rounded(frames[0].L));
  });
  await lab.picture("python-light", output.locator(".jp-Cell-outputWrapper"));
  await test.step("what is committed is what the notebook gives", async () => {
    await lab.menu("File", "Save Notebook");
    await expect(lab.page.locator(".jp-mod-dirty")).toHaveCount(0);
    const { L, U, ...now } = payloadOf(JSON.parse(lab.read("python.ipynb")) as Notebook);
    const then = payloadOf(committed);
    // Versions of Python add numbers up in different ways.
    expect(rounded([...L.values, ...U.values])).toEqual(rounded([...then.L.values, ...then.U.values]));
    expect({ ...now.data, labels: now.labels }).toEqual({ ...then.data, labels: then.labels });
    expect(now.frames?.length).toBe(frames.length);
  });
});

const rounded = (numbers: readonly number[]): string[] => numbers.map((x) => x.toFixed(3));
