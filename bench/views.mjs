// Times the extension's views in a real browser with a real JupyterLab, and looks at what they leave in its memory.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { getBrowser } from "../scripts/lib/browser-install.mjs";
import { startJupyter } from "../scripts/lib/jupyter.mjs";
import { home, labextension, root } from "../scripts/lib/paths.mjs";
import { setUp } from "../scripts/lib/setup.mjs";
import { CATEGORIES, stepsOf } from "./views/trace.mjs";
import { clear, firstDraw, move, rest, scroll, toTheStart, updates } from "./views/page.mjs";

await setUp(["jupyter"], { quiet: true });
const require = createRequire(import.meta.url);
const { Matrix, MatrixFactorization, hideAndGuess, jupyterDisplay, picture } = require(root);
const { PAYLOAD_MIME } = require(join(root, "lib", "view.js"));

/** Payloads of one 6 × 3 factorization, one an iteration. */
function states(count) {
  const model = new MatrixFactorization(
    Array.from({ length: 6 }, () => [1, 2, 3]),
    2,
    { seed: 7 },
  );
  return Array.from({ length: count }, () => {
    model.trainModel({ iterations: 5, learningRate: 0.05 });
    return model[jupyterDisplay]()[PAYLOAD_MIME];
  });
}

/** A model of smooth data with four features. */
function wave(rows, columns, iterations, learningRate) {
  const at = (i, j) => 3 + Math.sin(i / 90) * Math.cos(j / 70);
  const data = Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => at(i, j)));
  return new MatrixFactorization(data, 4, { seed: 7 }).trainModel({ iterations, learningRate });
}

/** @param {{ [key: symbol]: () => Record<string, unknown> }} value a displayable one */
const payloadOf = (value) => value[jupyterDisplay]()[PAYLOAD_MIME];

/** What moves in 30 × 20: the view, what there is once it can be moved, and what moves it. */
function moving() {
  const model = wave(30, 20, 100, 0.002);
  const few = wave(30, 20, 60, 0.002);
  const cells = Array.from({ length: 30 }, (_, row) => [row, (7 * row) % 20]);
  return [
    [model.plane(), ".factorlab-plane circle", ["turn the plane", "drag an arrow", "slide the penalty"]],
    [model.byHand(), ".factorlab-dials [role=slider]", ["turn a dial", "slide a dial's rate"]],
    [hideAndGuess(few, { cells }), ".factorlab-guess:not([data-busy]) .factorlab-guess-cells", ["scrub"]],
    [picture(model.data, { features: 8 }), ".factorlab-tile", ["leave a feature out"]],
  ];
}

const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: "factorlab", display_name: "factorlab" } },
  cells: [{ cell_type: "code", id: "a", metadata: {}, source: "", execution_count: null, outputs: [] }],
};

/** The memory that the page holds after garbage collection. */
async function memory(session) {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  return { MB: of("JSHeapUsedSize") / 1e6, nodes: of("Nodes"), listeners: of("JSEventListeners") };
}

/** Says each figure as it is found. @param {string} what @param {string} figure @param {string} [goal] */
function say(what, figure, goal = "") {
  console.log(`${what.padEnd(54)} ${figure}${goal && `  (goal: ${goal})`}`);
}

/** How often each step is taken. */
const STEPS = 41;

const ms = (time) => `${time.toFixed(1)} ms`;
const kB = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
const memoryText = ({ MB, nodes, listeners }) =>
  `${MB.toFixed(1)} MB, ${nodes} nodes, ${listeners} listeners`;

/**
 * Says what a step takes of the processor, which other programs hardly change, and by the clock, which they do.
 * @param {string} act one of those that the page knows
 * @param {string} where
 */
async function saySteps(page, act, where) {
  const clocks = [];
  await page.context().browser().startTracing(page, { categories: CATEGORIES });
  for (let step = 0; step < STEPS; step++) {
    clocks.push(await page.evaluate(move, [act, step]));
    await page.evaluate(rest);
  }
  const trace = await page.context().browser().stopTracing();
  const steps = stepsOf(JSON.parse(trace.toString()).traceEvents).sort((a, b) => a.whole - b.whole);
  const { whole, script, style, layout } = steps[steps.length >> 1];
  const parts = `script ${script.toFixed(1)}, style ${style.toFixed(1)}, layout ${layout.toFixed(1)}`;
  const clock = clocks.sort((a, b) => a - b)[STEPS >> 1];
  const most = steps[steps.length - 1].whole;
  say(
    `a step of ${where}: ${act}`,
    `${ms(whole)} (${parts}), at most ${ms(most)}; by the clock ${ms(clock)}`,
    "16 ms",
  );
}

async function measure(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const [first, ...later] = states(1000);
  say("memory of the page without an output", memoryText(await memory(session)));
  const matrix = Matrix.from([[1, 2, 3]])[jupyterDisplay]()[PAYLOAD_MIME];
  const draw = (payload) => page.evaluate(firstDraw, [payload, PAYLOAD_MIME]);
  say("a first output, with loading the code: a matrix", ms((await draw(matrix)).numbers));
  await page.evaluate(clear);
  const cold = await draw(first);
  say("first draw of 6 × 3, its code there", ms(cold.numbers), "100 ms");
  say("… until its curve is there", ms(cold.whole));
  await page.evaluate(clear);
  const again = await draw(first);
  say("second draw of 6 × 3, and its curve", `${ms(again.numbers)}, ${ms(again.whole)}`, "100 ms");
  const before = await memory(session);
  const { median, most } = await page.evaluate(updates, [later, PAYLOAD_MIME]);
  say("update in place, 999 of them", `${ms(median)}, at most ${ms(most)}`, "16 ms");
  say("memory before the updates", memoryText(before));
  say("memory after them", memoryText(await memory(session)), "the same");
  await page.evaluate(updates, [later, PAYLOAD_MIME]);
  say("memory after 1,000 more", memoryText(await memory(session)), "the same");
  await page.evaluate(toTheStart);
  await saySteps(page, "scrub", "6 × 3");
  await page.evaluate(clear);
  say("memory after taking the output away", memoryText(await memory(session)), "as without an output");
  const { fps, longest } = await page.evaluate(scroll, [Array(20).fill(first), PAYLOAD_MIME]);
  say("scrolling 20 outputs", `${fps.toFixed(0)} frames a second, longest ${ms(longest)}`, "60");
  await page.evaluate(clear);
  for (const [rows, columns] of [
    [50, 50],
    [200, 150],
  ]) {
    await draw(payloadOf(wave(rows, columns, 100, 0.002)));
    await page.evaluate(toTheStart);
    await saySteps(page, "scrub", `${rows} × ${columns}`);
    await page.evaluate(clear);
  }
  for (const [view, ready, acts] of moving()) {
    const payload = payloadOf(view);
    await draw(payload);
    await page.locator(`.jp-Notebook ${ready}`).first().waitFor({ timeout: 120_000 });
    if (acts.includes("scrub")) await page.evaluate(toTheStart);
    for (const act of acts) await saySteps(page, act, `30 × 20, ${payload.kind}`);
    await page.evaluate(clear);
  }
  const large = payloadOf(wave(2000, 2000, 2, 1e-4));
  say("payload of 2,000 × 2,000", kB(JSON.stringify(large).length), "2,000 kB");
  say("drawing it", ms((await draw(large)).numbers));
}

/** The bytes of the extension that JupyterLab fetches as it starts: its entry, not the chunks that wait. */
function sayBytes() {
  const folder = join(labextension, "static");
  const size = (name) => statSync(join(folder, name)).size;
  const scripts = readdirSync(folder).filter((name) => name.endsWith(".js"));
  const entry = scripts.filter((name) => name.startsWith("remoteEntry"));
  const total = (names) => names.reduce((sum, name) => sum + size(name), 0);
  say("the extension's entry, and all of its code", `${kB(total(entry))}, ${kB(total(scripts))}`);
}

async function main() {
  mkdirSync(home, { recursive: true });
  const isolateDir = mkdtempSync(join(home, "bench-views-"));
  const folder = join(isolateDir, "notebooks");
  mkdirSync(folder);
  writeFileSync(join(folder, "bench.ipynb"), JSON.stringify(notebook));
  const options = ["--expose-app-in-browser"];
  const jupyter = await startJupyter({ rootDir: folder, isolateDir, options });
  const executablePath = await getBrowser((text) => console.log(text));
  const args = ["--disable-gpu", ...(process.geteuid?.() === 0 ? ["--no-sandbox"] : [])];
  const browser = await chromium.launch({ executablePath: executablePath ?? undefined, args });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
    let loaded = 0;
    page.on("response", (response) => {
      if (!/extensions\/factorlab-jupyterlab\//.test(response.url())) return;
      void response.body().then(
        (body) => (loaded += body.length),
        () => undefined,
      );
    });
    await page.goto(`${jupyter.url}/lab/tree/bench.ipynb?reset&token=${jupyter.token}`);
    await page.locator(".jp-CodeCell").first().waitFor({ timeout: 120_000 });
    await page.waitForTimeout(3000);
    say("bytes of the extension that load with JupyterLab", kB(loaded));
    sayBytes();
    await measure(page);
  } finally {
    await browser.close();
    await jupyter.stop();
    rmSync(isolateDir, { recursive: true, force: true, maxRetries: 3 });
  }
}

console.log("\nThe views in JupyterLab");
await main();
