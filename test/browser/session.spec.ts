/** Cells mean in a page what they mean in Node: the snippets of the kernel run in a session without Node. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { inPlainNode } from "../kernel-parts/language/plain-outcomes";
import { readSnippets, variantsOf, type Snippet } from "../kernel-parts/language/snippets";
import type {} from "../session/front";
import { openSession } from "../session/page";

/** What is about Node itself, such as its modules and `process`, stands in a file of its own. */
const snippets = readSnippets().filter(({ topic }) => topic !== "with-node");
const topics = [...new Set(snippets.map(({ topic }) => topic))];

/** What the snippets do in plain Node. */
let expected = new Map<Snippet, string[]>();
let page: Page;

test.beforeAll(async ({ browser }) => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "factorlab-session-")));
  const outcomes = inPlainNode(snippets, root);
  rmSync(root, { recursive: true });
  expected = new Map(snippets.map((snippet, index) => [snippet, outcomes[index]]));
  page = await browser.newPage();
  await openSession(page);
});

test.afterAll(() => page.close());

test("there are more than 250 snippets without Node", () => {
  expect(snippets.length).toBeGreaterThan(250);
});

for (const topic of topics) {
  test(`snippets on ${topic} do in the cells of a page what they do in plain Node`, async () => {
    const differences: object[] = [];
    for (const snippet of snippets.filter((each) => each.topic === topic))
      for (const cells of variantsOf(snippet)) {
        const given = { cells, files: [...snippet.files] };
        const found = await page.evaluate(({ cells, files }) => front.snippet(cells, files), given);
        if (JSON.stringify(found) !== JSON.stringify(expected.get(snippet)))
          differences.push({ title: snippet.title, cells, expected: expected.get(snippet), found });
      }
    expect(differences).toEqual([]);
  });
}
