// Times the extension's views in a real browser with a real JupyterLab, and looks at what they leave in its memory.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { parseParts } from "../scripts/lib/arguments.mjs";
import { getBrowser } from "../scripts/lib/browser-install.mjs";
import { startJupyter } from "../scripts/lib/jupyter.mjs";
import { home, labextension } from "../scripts/lib/paths.mjs";
import { setUp } from "../scripts/lib/setup.mjs";
import { CATEGORIES, stepsOf } from "./views/trace.mjs";
import { clear, firstDraw, move, rest, scroll, toTheStart, updates } from "./views/page.mjs";

/** The parts, in the order in which they run. */
const PARTS = {
  draw: "the first and the second draw of a view",
  updates: "a view that is updated in place, and its memory",
  scroll: "scrolling 20 outputs",
  scrub: "a step along the curve at 6 × 3, 50 × 50 and 200 × 150",
  plane: "turning the plane of features, dragging an arrow, the penalty",
  dials: "turning a dial, and its rate",
  guess: "a step along the curve with hidden cells",
  picture: "leaving a feature of a picture out",
  large: "the payload of 2,000 × 2,000, and its draw",
};
const HELP = `npm run bench -- views [PART …]: all parts, or those named:

${Object.entries(PARTS)
  .map(([name, what]) => `  ${name.padEnd(8)} ${what}`)
  .join("\n")}`;

/** @param {string[]} args */
const asksForHelp = (args) => args.some((word) => ["help", "--help", "-h"].includes(word));
export const measuresNothing = asksForHelp;

/** How often each step is taken. */
const STEPS = 17;
/** How many updates of one view tell whether it leaves something in memory. */
const UPDATES = 400;

const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: "factorlab", display_name: "factorlab" } },
  cells: [{ cell_type: "code", id: "a", metadata: {}, source: "", execution_count: null, outputs: [] }],
};

/** Says each figure as it is found. @param {string} what @param {string} figure @param {string} [goal] */
function say(what, figure, goal = "") {
  console.log(`${what.padEnd(54)} ${figure}${goal && `  (goal: ${goal})`}`);
}

const ms = (time) => `${time.toFixed(1)} ms`;
const kB = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;

/** The middle one. @param {number[]} times */
const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];

/** The memory that the page holds after garbage collection, in words. */
async function memory(session) {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  const MB = (of("JSHeapUsedSize") / 1e6).toFixed(1);
  return `${MB} MB, ${of("Nodes")} nodes, ${of("JSEventListeners")} listeners`;
}

/**
 * Says what a step takes of the processor, which other programs change less, and by the clock, which they do.
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
  const steps = stepsOf(JSON.parse(trace.toString()).traceEvents);
  const of = (part) => median(steps.map((step) => step[part]));
  const parts = ["script", "style", "layout", "paint"].map((part) => `${part} ${of(part).toFixed(1)}`);
  const most = Math.max(...steps.map(({ whole }) => whole));
  say(
    `a step of ${where}: ${act}`,
    `${ms(of("whole"))} (${parts.join(", ")}), at most ${ms(most)}; then at rest ${ms(of("rest"))}; by the clock ${ms(median(clocks))}`,
    "16 ms",
  );
}

/** Each part, with what it needs of the page. */
const MEASURES = {
  async draw({ session, draw, page, inputs }) {
    const [first] = inputs.states(1);
    say("memory of the page without an output", await memory(session));
    say("a first output, with loading the code: a matrix", ms((await draw(inputs.smallMatrix())).numbers));
    await page.evaluate(clear);
    const cold = await draw(first);
    say("first draw of 6 × 3, its code there", ms(cold.numbers), "100 ms");
    say("… until its curve is there", ms(cold.whole));
    await page.evaluate(clear);
    const again = await draw(first);
    say("second draw of 6 × 3, and its curve", `${ms(again.numbers)}, ${ms(again.whole)}`, "100 ms");
  },

  async updates({ session, draw, page, inputs }) {
    const [first, ...later] = inputs.states(UPDATES + 1);
    await draw(first);
    const before = await memory(session);
    const times = await page.evaluate(updates, [later, inputs.PAYLOAD_MIME]);
    say(`update in place, ${UPDATES} of them`, `${ms(times.median)}, at most ${ms(times.most)}`, "16 ms");
    say("memory before the updates", before);
    say("memory after them", await memory(session), "the same");
    await page.evaluate(updates, [later, inputs.PAYLOAD_MIME]);
    say(`memory after ${UPDATES} more`, await memory(session), "the same");
    await page.evaluate(clear);
    say("memory after taking the output away", await memory(session), "as without an output");
  },

  async scroll({ page, inputs }) {
    const [first] = inputs.states(1);
    const { fps, longest } = await page.evaluate(scroll, [Array(20).fill(first), inputs.PAYLOAD_MIME]);
    say("scrolling 20 outputs", `${fps.toFixed(0)} frames a second, longest ${ms(longest)}`, "60");
  },

  async scrub({ draw, page, inputs }) {
    for (const [rows, columns] of [
      [6, 3],
      [50, 50],
      [200, 150],
    ]) {
      await draw(inputs.trained(rows, columns));
      await page.evaluate(toTheStart);
      await saySteps(page, "scrub", `${rows} × ${columns}`);
      await page.evaluate(clear);
    }
  },

  plane: (bench) =>
    saysMoves(bench, bench.inputs.plane(), ".factorlab-plane circle", [
      "turn the plane",
      "drag an arrow",
      "slide the penalty",
    ]),

  dials: (bench) =>
    saysMoves(bench, bench.inputs.byHand(), ".factorlab-dials [role=slider]", [
      "turn a dial",
      "slide a dial's rate",
    ]),

  guess: (bench) =>
    saysMoves(bench, bench.inputs.guess(), ".factorlab-guess:not([data-busy]) .factorlab-guess-cells", [
      "scrub",
    ]),

  picture: (bench) => saysMoves(bench, bench.inputs.image(), ".factorlab-tile", ["leave a feature out"]),

  async large({ draw, inputs }) {
    const payload = inputs.large();
    say("payload of 2,000 × 2,000", kB(JSON.stringify(payload).length), "2,000 kB");
    say("drawing it", ms((await draw(payload)).numbers));
  },
};

/**
 * Says what moves in a view of 30 × 20.
 * @param {string} ready what there is once it can be moved
 * @param {string[]} acts
 */
async function saysMoves({ draw, page }, payload, ready, acts) {
  await draw(payload);
  await page.locator(`.jp-Notebook ${ready}`).first().waitFor({ timeout: 120_000 });
  if (acts.includes("scrub")) await page.evaluate(toTheStart);
  for (const act of acts) await saySteps(page, act, `30 × 20, ${payload.kind}`);
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

/** Opens the notebook, and says how many bytes of the extension came with JupyterLab. */
async function open(page, jupyter) {
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
}

/** @param {string[]} args what stands behind the benchmark's name */
export async function main(args) {
  if (asksForHelp(args)) return console.log(HELP);
  const parts = parseParts(args, Object.keys(PARTS));
  await setUp(["jupyter"], { quiet: true });
  console.log("\nThe views in JupyterLab");
  const inputs = await import("./views/inputs.mjs");
  mkdirSync(home, { recursive: true });
  const isolateDir = mkdtempSync(join(home, "bench-views-"));
  const folder = join(isolateDir, "notebooks");
  mkdirSync(folder);
  writeFileSync(join(folder, "bench.ipynb"), JSON.stringify(notebook));
  const options = ["--expose-app-in-browser"];
  const jupyter = await startJupyter({ rootDir: folder, isolateDir, options });
  const executablePath = await getBrowser((text) => console.log(text));
  const flags = ["--disable-gpu", ...(process.geteuid?.() === 0 ? ["--no-sandbox"] : [])];
  const browser = await chromium.launch({ executablePath: executablePath ?? undefined, args: flags });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
    await open(page, jupyter);
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");
    const draw = (payload) => page.evaluate(firstDraw, [payload, inputs.PAYLOAD_MIME]);
    for (const part of parts) {
      const start = performance.now();
      await MEASURES[part]({ page, session, inputs, draw });
      await page.evaluate(clear);
      console.log(`  ${part}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
    }
  } finally {
    await browser.close();
    await jupyter.stop();
    rmSync(isolateDir, { recursive: true, force: true, maxRetries: 3 });
  }
}
