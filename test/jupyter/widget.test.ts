/** `factorlab.show` where anywidget is installed: what Python sends, what comes back, and how large the widget is. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { pythonEnv, root, venvPython } from "../../scripts/lib/paths.mjs";
import { widgetFile, widgetFolder } from "../../scripts/lib/widget.mjs";

/** The modules that Python sends when they are asked for, by the names of their sources. */
const later = new Map(
  readdirSync(widgetFolder)
    .map((name) => [/^(.+)-\w+\.js$/.exec(name)?.[1] ?? "", join(widgetFolder, name)] as const)
    .filter(([source]) => source !== ""),
);
const charts = later.get("chart-library")!;

/** What the form sends: `extension/src/widget/shared-experiment.ts`. */
const edited = {
  data: [
    [5, null],
    [1, 3],
  ],
  labels: { rows: ["Ada", "Ben"] },
  ...{ features: 1, learning_rate: 0.05, iterations: 20, seed: 3, init_range: 0.5, iteration: 10 },
  L: { rows: 2, columns: 1, values: [2, 1] },
  U: { rows: 1, columns: 2, values: [2.5, 3] },
  loss: { iterations: [0, 10], values: [4, 0.25] },
};

let told: Record<string, unknown>;

beforeAll(() => {
  const { status, stdout, stderr } = spawnSync(venvPython, [join(root, "test", "jupyter", "widget.py")], {
    env: { ...pythonEnv(), PYTHONPATH: join(root, "python"), PYTHONDONTWRITEBYTECODE: "1" },
    input: JSON.stringify(edited),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  told = JSON.parse(stdout);
});

test("a view is a widget, and still a payload for what shows no widgets", () => {
  expect(told).toMatchObject({
    isView: true,
    payload: true,
    bundle: ["application/vnd.factorlab.v1+json", "application/vnd.jupyter.widget-view+json", "text/plain"],
    text: "data (2 × 3) ≈ L (2 × 1) · U (1 × 3), loss 0.03125",
  });
});

test("an experiment comes back as arrays of floats, blanks as NaN, and who observes it hears of it", () => {
  const { labels, loss, L, U, ...rest } = edited;
  const read = {
    ...rest,
    ...{ labels, L: [[2], [1]], U: [[2.5, 3]] },
    loss: loss.iterations.map((iteration, k) => [iteration, loss.values[k]]),
  };
  expect(told).toMatchObject({ before: null, dtypes: ["float64"], heard: [read], again: edited });
  expect(L.values.length * U.values.length).toBe(4);
});

test("only the form changes it", () => {
  expect(told["readOnly"]).toBe(true);
});

test("a module is sent when it is asked for; what is none is answered, and not sent", () => {
  const answer = (name: string | null, ...sizes: number[]): unknown => [{ kind: "module", name }, sizes];
  expect(told["sent"]).toEqual([
    answer(basename(charts), statSync(charts).size),
    answer("nothing.js"),
    answer("../widget.py"),
    answer(null),
  ]);
});

test("each view that opens later is a module of its own, and so are charts and exports", () => {
  expect([...later.keys()]).toEqual(
    expect.arrayContaining(["plane", "picture", "map", "chart-library", "run"]),
  );
});

test("the widget is one file of at most 160 kB packed, with the form and without the charts", () => {
  const bytes = readFileSync(widgetFile);
  const packed = gzipSync(bytes).length;
  console.log(`widget ${(bytes.length / 1000).toFixed(0)} kB, packed ${(packed / 1000).toFixed(0)} kB`);
  expect(packed).toBeLessThanOrEqual(160_000);
  expect(bytes.includes("factorlab-verdict")).toBe(true);
  expect(bytes.includes("plotly_afterplot")).toBe(false);
  expect(readFileSync(charts).includes("plotly_afterplot")).toBe(true);
});
