// Times the extension's views in a real browser with a real JupyterLab, and looks at what they leave in its memory.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { getBrowser } from "../scripts/lib/browser-install.mjs";
import { startJupyter } from "../scripts/lib/jupyter.mjs";
import { home, labextension, root } from "../scripts/lib/paths.mjs";
import { setUp } from "../scripts/lib/setup.mjs";
import { clear, firstDraw, movePlane, scroll, scrub, turnDials, updates } from "./views/page.mjs";

await setUp(["jupyter"], { quiet: true });
const require = createRequire(import.meta.url);
const { Matrix, MatrixFactorization, jupyterDisplay } = require(root);
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

/** A payload of smooth data with four features. */
function wave(rows, columns, training) {
  const at = (i, j) => 3 + Math.sin(i / 90) * Math.cos(j / 70);
  const data = Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => at(i, j)));
  const model = new MatrixFactorization(data, 4, { seed: 7 }).trainModel(training);
  return model[jupyterDisplay]()[PAYLOAD_MIME];
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

const rows = [];
/** @param {string} what @param {string} figure @param {string} [goal] */
const say = (what, figure, goal = "") => rows.push({ what, figure, goal });
const ms = (time) => `${time.toFixed(1)} ms`;
const kB = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
const memoryText = ({ MB, nodes, listeners }) =>
  `${MB.toFixed(1)} MB, ${nodes} nodes, ${listeners} listeners`;

async function sayScrubbing(page, shape) {
  const { median, most } = await page.evaluate(scrub);
  say(`one frame of scrubbing ${shape}`, `${ms(median)}, at most ${ms(most)}`, "16 ms");
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
  await sayScrubbing(page, "6 × 3");
  await page.evaluate(clear);
  say("memory after taking the output away", memoryText(await memory(session)), "as without an output");
  const { fps, longest } = await page.evaluate(scroll, [Array(20).fill(first), PAYLOAD_MIME]);
  say("scrolling 20 outputs", `${fps.toFixed(0)} frames a second, longest ${ms(longest)}`, "60");
  await page.evaluate(clear);
  for (const [rows, columns] of [
    [50, 50],
    [200, 150],
  ]) {
    const training = { iterations: 100, learningRate: 0.002 };
    await draw(wave(rows, columns, training));
    await sayScrubbing(page, `${rows} × ${columns}`);
    await page.evaluate(clear);
  }
  await draw({ ...wave(30, 20, { iterations: 100, learningRate: 0.002 }), kind: "plane", features: [0, 1] });
  await page.locator(".factorlab-plane circle").first().waitFor();
  for (const [what, { median, most }] of Object.entries(await page.evaluate(movePlane)))
    say(`one frame of ${what}, 30 × 20`, `${ms(median)}, at most ${ms(most)}`, "16 ms");
  await page.evaluate(clear);
  const small = wave(30, 20, { iterations: 1, learningRate: 0.002 });
  const { L, U } = small;
  const start = { L: L.values, U: U.values };
  const hand = { version: 1, kind: "dials", data: small.data, L, U, start, seed: null };
  await draw({ ...hand, stages: [{ learningRate: 0.002, iterations: 100 }] });
  await page.locator(".factorlab-dials [role=slider]").first().waitFor();
  for (const [what, { median, most }] of Object.entries(await page.evaluate(turnDials)))
    say(`one frame of ${what}, 30 × 20`, `${ms(median)}, at most ${ms(most)}`, "16 ms");
  await page.evaluate(clear);
  const large = wave(2000, 2000, { iterations: 2, learningRate: 1e-4 });
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

await main();
console.log("\nThe views in JupyterLab");
console.table(rows);
