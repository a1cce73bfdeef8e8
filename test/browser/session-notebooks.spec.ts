/** The notebooks give in a page the outputs that are committed, which are those of Node. */
import { readdirSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { codeCells, committedBundles, committedText, joined, notebooks } from "../notebook-cells";
import type { Bundle } from "../notebook-cells";
import type { Answer } from "../session/front";
import { openSession } from "../session/page";
import { timeless } from "../session/timeless";

const files = readdirSync(notebooks).filter((name) => name.endsWith(".ipynb"));

/** The outputs as they are at the end: each display with its latest update. */
function shown({ messages }: Answer): Bundle[] {
  const latest = new Map<unknown, Bundle>();
  const idOf = (content: Bundle): unknown => (content.transient as Bundle | undefined)?.display_id;
  for (const { type, content } of messages)
    if (type === "update_display_data") latest.set(idOf(content), content.data as Bundle);
  return ["display_data", "execute_result"].flatMap((wanted) =>
    messages
      .filter(({ type }) => type === wanted)
      .map(({ content }) => latest.get(idOf(content)) ?? (content.data as Bundle)),
  );
}

function printed({ messages }: Answer): string {
  return messages.flatMap(({ type, content }) => (type === "stream" ? [content.text] : [])).join("");
}

test("there are notebooks 01 to 06", () => {
  expect(files).toHaveLength(6);
});

for (const file of files) {
  test(`${file} gives in a page the outputs that Node gives`, async ({ page }) => {
    await openSession(page);
    let isApproximate = false;
    for (const cell of codeCells(file)) {
      const answer = await page.evaluate((code) => front.run(code), joined(cell.source));
      expect(answer.reply, `cell ${cell.id}`).toMatchObject({ status: "ok" });
      // Engines differ in the last digits of a sine, and so does all that a cell makes of it.
      isApproximate ||= joined(cell.source).includes("Math.sin(");
      const compared = async (bundles: Bundle[]): Promise<unknown[]> =>
        isApproximate ? bundles.map((bundle) => Object.keys(bundle).sort()) : timeless(page, bundles);
      const [given, expected] = [await compared(shown(answer)), await compared(committedBundles(cell))];
      expect(given, `cell ${cell.id}`).toEqual(expected);
      expect(printed(answer), `cell ${cell.id}`).toBe(committedText(cell));
    }
  });
}
