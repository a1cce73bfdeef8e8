import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PAYLOAD_MIME } from "factorlab/view";
import { courseNotebook } from "../../scripts/lib/course/course.mjs";
import { jupyterEnv, venvPython } from "../../scripts/lib/paths.mjs";
import {
  bundlesOf,
  codeCells,
  committedBundles,
  committedText,
  joined,
  notebooks,
  withoutSpark,
} from "../notebook-cells";
import type { Bundle, Cell } from "../notebook-cells";
import { contents, KernelClient, streamText } from "./client";
import type { Answer } from "./client";
import { htmlWithoutTimings, withoutTimings } from "./timings";

/** The text of a page without its tags. Letters may be written as character references. */
const words = (html: string): string =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();

/** The outputs as they are at the end: each display with its latest update. */
function bundles(answer: Answer): Bundle[] {
  const latest = new Map(
    contents(answer, "update_display_data").map(({ transient, data }) => [
      transient.display_id as string,
      data as Record<string, unknown>,
    ]),
  );
  return ["display_data", "execute_result"].flatMap((type) =>
    contents(answer, type).map(
      ({ transient, data }) =>
        latest.get(transient?.display_id as string) ?? (data as Record<string, unknown>),
    ),
  );
}

/** The cells with a solution, by the ids of those that students get, and the verdict that each leads to. */
async function solve(client: KernelClient, file: string, id: string): Promise<unknown[]> {
  const { cells } = courseNotebook(file.slice(0, -".ipynb".length), { copy: "answers" });
  const solved = cells.find((cell) => cell.id === id && cell.metadata["factorlab"]);
  if (!solved || !("answer" in (solved.metadata["factorlab"] as object))) return [];
  const answer = await client.execute(joined(solved.source));
  return bundles(answer).map((bundle) => (bundle[PAYLOAD_MIME] as { state?: string }).state);
}

/** Runs a notebook's cells one after the other; each has to succeed, and what is asked for in one has to be right where it is solved. */
async function run(kernel: "factorlab" | "tslab", file: string): Promise<[Cell, Answer][]> {
  const client = await KernelClient.start(kernel, notebooks, undefined, withoutSpark);
  try {
    const answers: [Cell, Answer][] = [];
    for (const cell of codeCells(file)) {
      const answer = await client.execute(joined(cell.source));
      expect(answer.reply?.content.status, `${file}, cell ${cell.id}: ${streamText(answer, "stderr")}`).toBe(
        "ok",
      );
      expect(streamText(answer, "stderr")).toBe("");
      answers.push([cell, answer]);
      if (kernel === "factorlab")
        expect(new Set(["right", ...(await solve(client, file, cell.id))])).toEqual(new Set(["right"]));
    }
    return answers;
  } finally {
    await client.close();
  }
}

const files = readdirSync(notebooks).filter((file) => file.endsWith(".ipynb"));

test("there are notebooks, and notebook 01 is among them", () => {
  expect(files.some((file) => file.startsWith("01-"))).toBe(true);
});

describe.each(files)("%s", (file) => {
  test("runs in our kernel and gives the outputs that are committed", async () => {
    for (const [cell, answer] of await run("factorlab", file)) {
      expect(streamText(answer), `cell ${cell.id}`).toBe(committedText(cell));
      const committed = committedBundles(cell).map(withoutTimings);
      expect(bundles(answer).map(withoutTimings), `cell ${cell.id}`).toEqual(committed);
    }
  });

  test("runs in stock tslab with the html form of every output", async () => {
    for (const [cell, answer] of await run("tslab", file)) {
      expect(streamText(answer), `cell ${cell.id}`).toBe(committedText(cell));
      const html = committedBundles(cell).map((bundle) => bundle["text/html"] as string);
      const shown = bundles(answer);
      for (const bundle of shown) expect(Object.keys(bundle)).toEqual(["text/html"]);
      expect(
        shown.map((bundle) => htmlWithoutTimings(bundle["text/html"] as string)),
        `cell ${cell.id}`,
      ).toEqual(html.map(htmlWithoutTimings));
    }
  });
});

test("nbconvert exports each notebook with the still picture of every output", () => {
  const folder = mkdtempSync(join(tmpdir(), "factorlab export "));
  try {
    const command = ["-m", "jupyter", "nbconvert", "--to=html", `--output-dir=${folder}`, ...files];
    execFileSync(venvPython, command, { cwd: notebooks, env: jupyterEnv(), stdio: "pipe" });
    for (const file of files) {
      const page = words(readFileSync(join(folder, file.replace(/ipynb$/, "html")), "utf8"));
      for (const bundle of codeCells(file).flatMap(bundlesOf))
        expect(page, file).toContain(words(bundle["text/html"] as string));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
