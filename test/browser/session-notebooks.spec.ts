/** The notebooks give in a page the outputs that are committed, which are those of Node. */
import { expect, test } from "@playwright/test";
import { codeCells, committedBundles, committedText, joined, notebookFiles } from "../notebook-cells";
import type { Bundle } from "../notebook-cells";
import type { Answer } from "../session/front";
import { openSession } from "../session/page";
import { timeless } from "../session/timeless";

const files = notebookFiles();

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

test("there are ten notebooks", () => {
  expect(files).toHaveLength(10);
});

for (const file of files) {
  test(`${file} gives in a page the outputs that Node gives`, async ({ page }) => {
    await openSession(page);
    for (const cell of codeCells(file)) {
      const answer = await page.evaluate((code) => front.run(code), joined(cell.source));
      expect(answer.reply, `cell ${cell.id}`).toMatchObject({ status: "ok" });
      const given = await timeless(page, shown(answer));
      expect(given, `cell ${cell.id}`).toEqual(await timeless(page, committedBundles(cell)));
      expect(printed(answer), `cell ${cell.id}`).toBe(committedText(cell));
    }
  });
}
