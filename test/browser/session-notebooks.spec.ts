/** The notebooks give in a page the outputs that are committed, which are those of Node. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { root } from "../../scripts/lib/paths.mjs";
import type { Answer } from "../session/front";
import { openSession } from "../session/page";

type Bundle = Record<string, unknown>;

interface Output {
  name?: string;
  text?: string | string[];
  data?: Record<string, unknown>;
}

interface Cell {
  id: string;
  cell_type: string;
  source: string | string[];
  outputs: Output[];
}

const folder = join(root, "notebooks");
/** The others read files, or need packages of Node. */
const files = readdirSync(folder).filter((name) => /^0[1-5]-.*\.ipynb$/.test(name));
const joined = (text: string | string[]): string => (Array.isArray(text) ? text.join("") : text);

function codeCells(file: string): Cell[] {
  const { cells } = JSON.parse(readFileSync(join(folder, file), "utf8")) as { cells: Cell[] };
  return cells.filter(({ cell_type: type }) => type === "code");
}

/** A bundle without what a clock has measured: of a training, that is the whole text, and elements of the html. */
function withoutTimes(bundle: Bundle): Bundle {
  const payloads = Object.values(bundle).filter((value) => typeof value === "object");
  const isTraining = payloads.some((value) => (value as { kind?: unknown }).kind === "training");
  const forms = Object.entries(bundle).map(([type, value]): [string, unknown] => {
    if (typeof value === "object") return [type, { ...value, timing: undefined }];
    if (isTraining && type !== "text/html") return [type, typeof value];
    return [type, joined(value as string).replace(/<time>[^<]*<\/time>/g, "<time></time>")];
  });
  return Object.fromEntries(forms);
}

function committed({ outputs }: Cell): Bundle[] {
  return outputs.flatMap(({ data }) => {
    if (data === undefined) return [];
    const forms = Object.entries(data).map(([type, value]) => [
      type,
      type.endsWith("json") ? value : joined(value as string),
    ]);
    return [Object.fromEntries(forms) as Bundle];
  });
}

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

test("there are notebooks 01 to 05", () => {
  expect(files).toHaveLength(5);
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
      const compared = (bundle: Bundle): unknown =>
        isApproximate ? Object.keys(bundle).sort() : withoutTimes(bundle);
      expect(shown(answer).map(compared), `cell ${cell.id}`).toEqual(committed(cell).map(compared));
      const text = cell.outputs.map(({ text = "" }) => joined(text)).join("");
      expect(printed(answer), `cell ${cell.id}`).toBe(text);
    }
  });
}
