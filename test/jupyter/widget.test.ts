/** `factorlab.show` where anywidget is installed: what Python sends, what comes back, and how large the widget is. */
import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { pythonEnv, root, venvPython } from "../../scripts/lib/paths.mjs";
import { widgetFiles } from "../../scripts/lib/widget.mjs";

const [widget, charts] = widgetFiles;

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

test("the charts are sent when they are asked for, once", () => {
  expect(told["sent"]).toEqual([[{ kind: "charts" }, [statSync(charts).size]]]);
});

test("the widget is one file of at most 160 kB packed, without the charts", () => {
  const bytes = readFileSync(widget);
  const packed = gzipSync(bytes).length;
  console.log(`widget ${(bytes.length / 1000).toFixed(0)} kB, packed ${(packed / 1000).toFixed(0)} kB`);
  expect(packed).toBeLessThanOrEqual(160_000);
  expect(bytes.includes("plotly_afterplot")).toBe(false);
  expect(readFileSync(charts).includes("plotly_afterplot")).toBe(true);
});
