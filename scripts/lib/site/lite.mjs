import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { filesIn } from "../built.mjs";
import { settingOverrides } from "../../../src/jupyter/command/environment/environment-rules.cjs";
import { labextension, lite, root, pythonEnv, venvPython } from "../paths.mjs";
import { buildBeginning, buildServiceWorker, buildWorker, hashOf } from "./lite-scripts.mjs";

/**
 * Builds the notebooks' part of the site: JupyterLite with our extension, our notebooks, and the kernel in a worker.
 * @param {import("../steps.mjs").Exec} exec
 */
export async function buildLite(exec) {
  rmSync(lite, { recursive: true, force: true });
  const stage = mkdtempSync(join(tmpdir(), "factorlab-lite-"));
  try {
    const kernel = join(stage, "kernel");
    fillStage(stage, await buildWorker(kernel));
    await exec(command(stage, lite), { cwd: stage, env: pythonEnv() });
    cpSync(kernel, join(lite, "kernel"), { recursive: true });
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
  await ownPages(lite);
  await buildServiceWorker(lite, versionOf(lite));
}

/** Puts together what JupyterLite's own command reads. @param {string} stage @param {{ worker: string, declarations: string }} scripts */
function fillStage(stage, { worker, declarations }) {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const config = {
    ...{ appName: "Factorlab", appVersion: version, defaultKernelName: "factorlab" },
    exposeAppInBrowser: true,
    factorlabWorkerUrl: `./kernel/${worker}`,
    factorlabDeclarationsUrl: `./kernel/${declarations}`,
    factorlabLogoUrl: "./kernel/logo.svg",
    // Its service worker serves kernels that ask for files; ours isolates the pages, and there can be only one.
    disabledExtensions: ["@jupyterlite/application-extension:service-worker-manager"],
  };
  const write = (/** @type {string} */ name, /** @type {object} */ value) =>
    writeFileSync(join(stage, name), JSON.stringify(value));
  write("jupyter-lite.json", { "jupyter-lite-schema-version": 0, "jupyter-config-data": config });
  // Links lead to the site's own playground, wherever the site is.
  const links = { "factorlab-jupyterlab:plugin": { linkAddress: "../playground/" } };
  // As the site's pages do, the notebooks go by the system's theme until a person chooses one.
  const theme = { "@jupyterlab/apputils-extension:themes": { "adaptive-theme": true } };
  write("overrides.json", { ...settingOverrides, ...links, ...theme });
  for (const language of ["", "de"]) {
    const [from, to] = [join(root, "notebooks", language), join(stage, "contents", language)];
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from))
      if (name.endsWith(".ipynb")) cpSync(join(from, name), join(to, name), { preserveTimestamps: true });
  }
  const require = createRequire(import.meta.url);
  /** @type {typeof import("../../../src/jupyter/command/logo.js")} */
  const { logo } = require(join(root, "lib", "jupyter", "command", "logo.js"));
  writeFileSync(join(stage, "kernel", "logo.svg"), logo);
}

/** @param {string} stage @param {string} folder */
const command = (stage, folder) => [
  ...[venvPython, "-m", "jupyterlite_core", "build", "--apps", "lab"],
  ...["--no-sourcemaps", "--no-unused-shared-packages", "--ignore-sys-prefix", "True"],
  ...["--lite-dir", stage, "--output-dir", folder, "--contents", join(stage, "contents")],
  ...[labextension, join(root, "site", "lite", "dist", "labextension")].flatMap((each) => [
    ...["--LiteBuildConfig.federated_extensions", each],
  ]),
];

/** Has the pages begin as we need it, under our name. @param {string} folder */
async function ownPages(folder) {
  const file = join(folder, "lab", "index.html");
  const page = readFileSync(file, "utf8");
  const configUtils = /'(\.\.\/config-utils\.js\?_=\w+)'/.exec(page)?.[1];
  if (configUtils === undefined) throw new Error("JupyterLite begins its pages otherwise than it did.");
  const begin = await buildBeginning(join(folder, "kernel"), `../${configUtils.slice(3)}`);
  /** @type {[string | RegExp, string][]} */
  const changes = [
    ["<html>", '<html lang="en">'],
    ["<title>JupyterLite</title>", "<title>Factorlab</title>"],
    [
      "WASM powered Jupyter running in the browser.",
      "Matrix factorization in notebooks that run in your browser.",
    ],
    ["Loading JupyterLite...", "Loading the notebooks …"],
    [
      "JupyterLite requires JavaScript to be enabled in your browser.",
      "Notebooks need JavaScript, which is switched off.",
    ],
    [/await import\(\s*'[^']+'\s*\)/, `await import("../kernel/${begin}")`],
  ];
  writeFileSync(
    file,
    changes.reduce((text, change) => replaceOnce(text, change), page),
  );
  const start = join(folder, "index.html");
  // Straight to the notebooks, also where a link names one.
  writeFileSync(start, START);
}

/** @param {string} text @param {[string | RegExp, string]} change */
function replaceOnce(text, [found, other]) {
  const changed = text.replace(found, () => other);
  if (changed === text) throw new Error(`JupyterLite's page has no ${String(found)} any more.`);
  return changed;
}

const START = `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>Factorlab</title>
  <script id="jupyter-config-data" type="application/json" data-jupyter-lite-root=".">{}</script>
  <script>location.replace("lab/index.html" + location.search + location.hash);</script>
  <noscript>Notebooks need JavaScript, which is switched off.</noscript>
</html>
`;

/** A text that changes with every file. @param {string} folder */
function versionOf(folder) {
  const texts = filesIn(folder, "").sort();
  return hashOf(texts.map((file) => hashOf(readFileSync(file).toString("latin1"))).join());
}
