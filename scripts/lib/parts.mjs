import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { NO_BROWSER, getBrowser } from "./browser-install.mjs";
import { home, jupyterEnv, root, tool, venvPython } from "./paths.mjs";
import { run } from "./process.mjs";
import { countConformance, countPlaywright, countVitest, readReport, settle } from "./results.mjs";

/** @typedef {import("./results.mjs").Counts} Counts */

const node = process.execPath;

/**
 * Runs checks that each count as one test. All commands of a check run, and all have to succeed.
 * @param {...string[][]} checks commands as arguments for Node
 * @returns {Promise<Counts>}
 */
async function runChecks(...checks) {
  const counts = { passed: 0, failed: 0 };
  for (const commands of checks) {
    let failures = 0;
    for (const command of commands) if ((await run(node, command)) !== 0) failures += 1;
    counts[failures === 0 ? "passed" : "failed"] += 1;
  }
  return counts;
}

/** @param {string} name */
function freshReport(name) {
  const folder = join(home, "results");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

/** @param {string} project */
async function vitest(project) {
  const report = freshReport(project);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const args = [tool("vitest", "vitest.mjs"), "run", "--project", project, ...reporters];
  const code = await run(node, args, { env: jupyterEnv() });
  return settle(readReport(report, countVitest), code);
}

/** The suite's tests look for imports where notebooks are, as cells do. */
async function conformance() {
  const report = freshReport("conformance");
  const args = [join(root, "test", "conformance", "run.py"), report];
  const code = await run(venvPython, args, { cwd: join(root, "notebooks"), env: jupyterEnv() });
  return settle(readReport(report, countConformance), code);
}

async function playwright() {
  const browser = await getBrowser((text) => console.log(text));
  if (!browser) {
    console.error(NO_BROWSER);
    return { passed: 0, failed: 1 };
  }
  console.log(`Browser: ${browser}`);
  const counts = { passed: 0, failed: 0 };
  for (const project of ["together", "alone"]) {
    const report = freshReport(`browser-${project}`);
    const env = {
      ...jupyterEnv(),
      FACTORLAB_BROWSER: browser,
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

/**
 * The parts of the check in their order: the steps of set-up that each needs, and how it runs.
 * @type {Record<string, { needs: string[], run: () => Promise<Counts> }>}
 */
export const parts = {
  format: {
    needs: ["packages"],
    run: () => runChecks([[tool("prettier", "bin", "prettier.cjs"), "--check", "."]]),
  },
  lint: {
    // Rules that know the types look into the built library, as the extension does.
    needs: ["library"],
    run: () => runChecks([[tool("eslint", "bin", "eslint.js"), "--max-warnings=0", "."]]),
  },
  types: {
    // The sources of library and extension are checked where set-up compiles them.
    needs: ["extension"],
    run: () =>
      runChecks(
        [
          [tsc, "-p", join(root, "scripts")],
          [tsc, "-p", join(root, "test")],
        ],
        [[join(root, "scripts", "declarations.mjs")]],
      ),
  },
  unit: { needs: ["library"], run: () => vitest("unit") },
  kernel: { needs: ["jupyter", "deno"], run: () => vitest("kernel") },
  conformance: { needs: ["jupyter", "testPackages"], run: conformance },
  browser: { needs: ["jupyter", "testPackages"], run: playwright },
};
