import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { NO_BROWSER, NO_FIREFOX, getBrowser, getFirefox } from "./browser-install.mjs";
import { jupyterEnv, root, tool, venvPython } from "./paths.mjs";
import { run } from "./process.mjs";
import { countConformance, countPlaywright, countVitest, readReport, settle } from "./results.mjs";
import { fileTimesOf, reportOf } from "./slowest.mjs";
import { sparkSteps } from "./spark/home.mjs";
import { findJava } from "./spark/java.mjs";

/**
 * @typedef {import("./results.mjs").Counts} Counts
 * @typedef {(text: string) => void} Listener gets what a part writes, which goes to the terminal otherwise
 */

const node = process.execPath;

/**
 * Runs checks that each count as one test. All commands of a check run, and all have to succeed.
 * @param {string[][][]} checks each with its commands, as arguments for Node
 * @param {Listener} [onOutput]
 * @returns {Promise<Counts>}
 */
async function runChecks(checks, onOutput) {
  const counts = { passed: 0, failed: 0 };
  for (const commands of checks) {
    let failures = 0;
    for (const command of commands) if ((await run(node, command, { onOutput })) !== 0) failures += 1;
    counts[failures === 0 ? "passed" : "failed"] += 1;
  }
  return counts;
}

/** @param {string} file where a report will be; that of an earlier run is removed */
function fresh(file) {
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/** @param {string} name */
const freshReport = (name) => fresh(reportOf(name));

/**
 * @param {string} name
 * @param {...string} projects
 */
async function vitest(name, ...projects) {
  const report = freshReport(name);
  const reporters = ["default", "json", join(root, "scripts", "lib", "file-times.mjs")];
  const args = [
    ...[tool("vitest", "vitest.mjs"), "run", `--outputFile.json=${report}`],
    ...reporters.map((reporter) => `--reporter=${reporter}`),
    ...projects.map((project) => `--project=${project}`),
  ];
  const env = { ...jupyterEnv(), FACTORLAB_FILE_TIMES: fresh(fileTimesOf(name)) };
  const code = await run(node, args, { env });
  return settle(readReport(report, countVitest), code);
}

/**
 * The suite's tests look for imports where notebooks are, as cells do.
 * @param {Listener} [onOutput]
 */
async function conformance(onOutput) {
  const report = freshReport("conformance");
  const args = [join(root, "test", "conformance", "run.py"), report];
  const code = await run(venvPython, args, { cwd: join(root, "notebooks"), env: jupyterEnv(), onOutput });
  return settle(readReport(report, countConformance), code);
}

async function playwright() {
  const say = (/** @type {string} */ text) => console.log(text);
  const [browser, firefox] = [await getBrowser(say), await getFirefox(say)];
  if (!browser) {
    console.error(NO_BROWSER);
    return { passed: 0, failed: 1 };
  }
  // Its few tests say so too, and fail; the others run.
  if (!firefox) console.error(NO_FIREFOX);
  console.log(`Browsers: ${[browser, firefox].filter(Boolean).join(", ")}`);
  const counts = { passed: 0, failed: 0 };
  for (const project of ["together", "alone"]) {
    const report = freshReport(`browser-${project}`);
    const env = {
      ...jupyterEnv(),
      FACTORLAB_BROWSER: browser,
      ...(firefox ? { FACTORLAB_FIREFOX: firefox } : {}),
      PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1",
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    };
    const args = [
      tool("@playwright", "test", "cli.js"),
      "test",
      "--project",
      project,
      "--reporter=list,json",
    ];
    const code = await run(node, args, { env });
    const { passed, failed } = settle(readReport(report, countPlaywright), code);
    counts.passed += passed;
    counts.failed += failed;
  }
  return counts;
}

const tsc = tool("typescript", "lib", "tsc.js");

/** Why a cluster of Spark cannot be started here; null where it can. */
function withoutJava() {
  const found = findJava();
  return "complaint" in found ? found.complaint : null;
}

/**
 * The parts of the check in their order: the steps of set-up that each needs, and how it runs. One that says so runs
 * `beside` another, on a core that is free meanwhile; one that `lacks` something here is skipped, and counted with the
 * reason.
 * @typedef {{ needs: string[], beside?: string, lacks?: () => string | null, run: (onOutput?: Listener) => Promise<Counts> }} Part
 * @type {Record<string, Part>}
 */
export const parts = {
  format: {
    needs: ["packages"],
    beside: "unit",
    run: (onOutput) => runChecks([[[tool("prettier", "bin", "prettier.cjs"), "--check", "."]]], onOutput),
  },
  lint: {
    // Rules that know the types look into the built library, as the extension does.
    needs: ["library"],
    beside: "unit",
    run: (onOutput) =>
      runChecks(
        [
          [[tool("eslint", "bin", "eslint.js"), "--max-warnings=0", "."]],
          // Which file may import which.
          [
            [
              tool("dependency-cruiser", "bin", "dependency-cruise.mjs"),
              "src",
              "extension/src",
              "site",
              "scripts",
            ],
          ],
        ],
        onOutput,
      ),
  },
  types: {
    // The sources of library and extension are checked where set-up compiles them.
    needs: ["extension"],
    beside: "unit",
    run: (onOutput) => {
      const projects = ["scripts", "test", "src/page", "site", "site/lite", "site/lite/service"].map(
        (folder) => [tsc, "-p", join(root, folder)],
      );
      return runChecks([projects, [[join(root, "scripts", "declarations.mjs")]]], onOutput);
    },
  },
  unit: { needs: ["library"], run: () => vitest("unit", "unit") },
  kernel: {
    needs: ["jupyter", "testPackages", "nbgrader", "widget", "wheelPackages", "deno", "bun", "newestNode"],
    run: () => vitest("kernel", "kernel", "kernel-timed"),
  },
  conformance: { needs: ["jupyter", "testPackages"], beside: "kernel", run: conformance },
  browser: { needs: ["jupyter", "testPackages", "widget", "site", "firefox"], run: playwright },
  // Last, as it alone can be without what it needs.
  spark: {
    needs: ["jupyter", "testPackages", ...sparkSteps()],
    lacks: withoutJava,
    run: () => vitest("spark", "spark"),
  },
};

/**
 * The named parts in stages, which run one after another: each holds a part, after those that run beside it.
 * @param {string[]} names
 */
export function stages(names) {
  const besides = names.filter((name) => names.includes(parts[name].beside ?? ""));
  const alone = names.filter((name) => !besides.includes(name));
  return alone.map((name) => [...besides.filter((other) => parts[other].beside === name), name]);
}
