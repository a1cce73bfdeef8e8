import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  ENVIRONMENT_ADVICE,
  environmentCommands,
  PIP_INSTALL,
} from "../../src/jupyter/command/environment/environment-rules.cjs";
import { prune } from "./built.mjs";
import { writeModuleEntries } from "./module-entries.mjs";
import { isInstalled, npmCommand } from "./npm.mjs";
import { buildKernels, kernelFiles } from "./kernels.mjs";
import {
  labextension,
  lite as liteFolder,
  nbgraderFolder,
  pythonEnv,
  root,
  testedSite,
  tool,
  venv,
  venvPython,
} from "./paths.mjs";
import { environmentHas, environmentWorks } from "./python.mjs";
import { fingerprint, fingerprintFiles } from "./state.mjs";
import { buildWidget, widgetFile, widgetSources } from "./widget.mjs";

/**
 * Runs a program of a step; it throws where the program fails.
 * @typedef {(command: string[], options?: { cwd?: string, env?: NodeJS.ProcessEnv }) => Promise<void>} Exec
 *
 * One step of set-up: what its result depends on, whether the result is there, and how to make it.
 * @typedef {object} Step
 * @property {string} title
 * @property {string[]} after names of the steps whose results it uses
 * @property {string} advice what to try when it has failed
 * @property {() => string} stamp changes with everything that the result depends on, steps before it aside
 * @property {() => boolean} isThere
 * @property {(exec: Exec, python: string[]) => Promise<void>} run
 */

const node = process.execPath;
const tsc = [node, tool("typescript", "lib", "tsc.js")];
const at = (/** @type {string[]} */ ...parts) => join(root, ...parts);
const pipInstall = [venvPython, ...PIP_INSTALL];
/** Development packages are wanted whatever NODE_ENV says; install scripts of strangers are not. */
const npmOptions = ["--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];

/** Makes of what is compiled what JupyterLab loads. @param {string} folder */
const bundleOf = (folder) => [
  node,
  tool("@jupyter", "builder", "lib", "build-labextension.js"),
  ...["--core-package-file", tool("@jupyterlab", "core-meta", "core.package.json")],
  folder,
];
export const bundleCommand = bundleOf(at("extension"));

/** Copies kernels and extension to where JupyterLab finds them. */
export const installCommand = [node, at("scripts", "install-jupyter.mjs"), venv, labextension];

/** @type {Step} */
const packages = {
  title: "Installing npm packages",
  after: [],
  advice: "Check the network connection and npm's settings (`npm config list`)",
  stamp() {
    const major = process.versions.node.split(".")[0];
    return fingerprint(readFileSync(at("package-lock.json"), "utf8"), major, process.platform, process.arch);
  },
  isThere: () => existsSync(at("node_modules", ".package-lock.json")),
  async run(exec) {
    if (isInstalled()) return;
    await exec([...npmCommand(), "ci", ...npmOptions]);
  },
};

/** @type {Step} */
const kernels = {
  title: "Compiling the numeric kernels",
  after: ["packages"],
  advice: "Correct the sources under src/kernels/assembly/",
  stamp: () =>
    fingerprintFiles([
      at("src", "kernels", "assembly"),
      at("scripts", "lib", "kernels.mjs"),
      at("scripts", "lib", "byte-text.mjs"),
    ]),
  isThere: () => kernelFiles.every((file) => existsSync(file)),
  run: buildKernels,
};

/** @type {Step} */
const library = {
  title: "Building the library",
  after: ["packages", "kernels"],
  advice: "Correct the sources under src/",
  stamp: () => fingerprintFiles([at("src"), at("tsconfig.json"), at("tsconfig.esm.json")]),
  isThere: () =>
    ["index.js", "index.d.ts", "index.mjs", "esm/index.js", "spark/index.js"].every((file) =>
      existsSync(at("lib", file)),
    ),
  async run(exec) {
    // Without these the compiler trusts its notes about an earlier run, even where its output was deleted.
    rmSync(at("lib", "esm.tsbuildinfo"), { force: true });
    await exec([...tsc, "-b", "--force", at("src", "jupyter"), at("src", "spark")]);
    await exec([...tsc, "-p", at("tsconfig.esm.json")]);
    prune(at("lib"), at("src"), ["esm"]);
    prune(at("lib", "esm"), at("src"));
    writeModuleEntries(at("lib"));
  },
};

/** @type {Step} */
const extension = {
  title: "Building the JupyterLab extension",
  after: ["packages", "library"],
  advice: "Correct the sources under extension/",
  stamp: () => fingerprintFiles([at("extension")]),
  isThere: () => existsSync(join(labextension, "package.json")),
  async run(exec) {
    for (const made of ["lib", "tsconfig.tsbuildinfo", "dist"]) {
      rmSync(at("extension", made), { recursive: true, force: true });
    }
    await exec([...tsc, "-p", at("extension")]);
    await exec(bundleCommand);
  },
};

/** @type {Step} */
const widget = {
  title: "Building the widget of the Python package",
  after: ["packages", "library"],
  advice: "Correct the sources under extension/src/",
  stamp: () => fingerprintFiles(widgetSources),
  isThere: () => existsSync(widgetFile),
  run: buildWidget,
};

/** @type {Step} */
const environment = {
  title: "Making the Python environment with JupyterLab",
  after: [],
  advice: ENVIRONMENT_ADVICE,
  // An environment holds absolute paths: one that was moved with its checkout is made anew.
  stamp: () => fingerprint(readFileSync(at("requirements.txt"), "utf8"), root),
  isThere: environmentWorks,
  async run(exec, python) {
    // From nothing each time: after an interruption nobody knows which packages are whole. pip's cache makes
    // it cheap.
    rmSync(venv, { recursive: true, force: true, maxRetries: 3 });
    for (const { command, env } of environmentCommands(python, venv, at("requirements.txt")))
      await exec(command, { env });
  },
};

/** @type {Step} */
const testPackages = {
  title: "Installing the Python packages of the tests",
  after: ["environment"],
  advice: environment.advice,
  stamp: () => fingerprint(readFileSync(at("test", "requirements.txt"), "utf8")),
  isThere: () =>
    ["jupyter_kernel_test", "notebook", "sklearn", "pandas", "anywidget", "marimo"].every(environmentHas),
  run: (exec) =>
    exec([...pipInstall, "--require-hashes", "-r", at("test", "requirements.txt")], { env: pythonEnv() }),
};

/** @type {Step} */
const nbgrader = {
  title: "Installing nbgrader for the tests",
  after: ["environment"],
  advice: environment.advice,
  stamp: () => fingerprint(readFileSync(at("test", "nbgrader", "requirements.txt"), "utf8")),
  isThere: () => existsSync(join(nbgraderFolder, "nbgrader")),
  async run(exec) {
    rmSync(nbgraderFolder, { recursive: true, force: true, maxRetries: 3 });
    // Most of what it needs is in the environment already.
    const apart = ["--no-deps", "--target", nbgraderFolder];
    const packages = ["--require-hashes", "-r", at("test", "nbgrader", "requirements.txt")];
    await exec([...pipInstall, ...apart, ...packages], { env: pythonEnv() });
  },
};

/** @type {Step} */
const wheelPackages = {
  title: "Installing what builds the wheel",
  after: ["environment"],
  advice: environment.advice,
  stamp: () => fingerprint(readFileSync(at("python", "requirements.txt"), "utf8")),
  isThere: () => environmentHas("hatchling"),
  run: (exec) =>
    exec([...pipInstall, "--require-hashes", "-r", at("python", "requirements.txt")], { env: pythonEnv() }),
};

/** @type {Step} */
const sparkPackages = {
  title: "Installing Apache Spark (460 MB)",
  after: ["environment"],
  advice: environment.advice,
  stamp: () => fingerprint(readFileSync(at("test", "spark", "requirements.txt"), "utf8")),
  isThere: () => ["pyspark", "numpy"].every(environmentHas),
  run: (exec) =>
    exec([...pipInstall, "--require-hashes", "-r", at("test", "spark", "requirements.txt")], {
      env: pythonEnv(),
    }),
};

/** @type {Step} */
const litePackages = {
  title: "Installing what builds JupyterLite",
  after: ["environment"],
  advice: environment.advice,
  stamp: () => fingerprint(readFileSync(at("site", "lite", "requirements.txt"), "utf8")),
  isThere: () => environmentHas("jupyterlite_core"),
  run: (exec) =>
    exec([...pipInstall, "--require-hashes", "-r", at("site", "lite", "requirements.txt")], {
      env: pythonEnv(),
    }),
};

/** @type {Step} */
const liteExtension = {
  title: "Building the extension with the kernel in the page",
  after: ["packages"],
  advice: "Correct the sources under site/lite/",
  stamp: () =>
    fingerprintFiles([
      ...[
        at("site", "lite", "package.json"),
        at("site", "lite", "src"),
        at("src", "page"),
        at("src", "session"),
      ],
      at("scripts", "lib", "site", "lite-scripts.mjs"),
    ]),
  isThere: () => existsSync(at("site", "lite", "dist", "labextension", "package.json")),
  async run(exec) {
    for (const made of ["lib", "dist"]) rmSync(at("site", "lite", made), { recursive: true, force: true });
    // Made with npm packages, as the site is; see there.
    const { bundlePlugin } = await import("./site/lite-scripts.mjs");
    await bundlePlugin();
    await exec(bundleOf(at("site", "lite")));
  },
};

/** @type {Step} */
const lite = {
  title: "Building JupyterLite with the notebooks",
  after: ["extension", "litePackages", "liteExtension"],
  advice: "Correct the sources under site/lite/ and src/page/",
  stamp: () =>
    fingerprintFiles([
      ...[at("site", "lite"), at("scripts", "lib", "site"), at("notebooks"), at("package.json")],
    ]),
  isThere: () => existsSync(join(liteFolder, "service-worker.js")),
  async run(exec) {
    const { buildLite } = await import("./site/lite.mjs");
    await buildLite(exec);
  },
};

/**
 * npm packages that only tests need, such as another runtime of JavaScript, in a folder of their own below test/: 50 to
 * 100 MB.
 * @param {string} title
 * @param {string} name the folder's, and npm's
 * @returns {Step}
 */
const runtime = (title, name) => ({
  title: `Installing ${title} for the tests`,
  after: [],
  advice: packages.advice,
  stamp() {
    const lock = readFileSync(at("test", name, "package-lock.json"), "utf8");
    return fingerprint(lock, process.platform, process.arch);
  },
  isThere: () => existsSync(at("test", name, "node_modules", ".package-lock.json")),
  run: (exec) => exec([...npmCommand(), "ci", ...npmOptions], { cwd: at("test", name) }),
});

const deno = runtime("Deno", "deno");
const bun = runtime("Bun", "bun");
const newestNode = runtime("the newest Node", "node");
const firefox = runtime("what drives Firefox", "firefox");

/** @type {Step} */
const jupyter = {
  title: "Installing the kernels and the extension into JupyterLab",
  after: ["packages", "library", "extension", "environment"],
  advice: "Delete the folder .factorlab",
  // Kernel specifications name this Node and this folder.
  stamp: () => fingerprint(root, node, readFileSync(at("scripts", "install-jupyter.mjs"), "utf8")),
  isThere: () =>
    ["kernels/factorlab/kernel.json", "labextensions/factorlab-jupyterlab/package.json"].every((file) =>
      existsSync(join(venv, "share", "jupyter", file)),
    ),
  run: (exec) => exec(installCommand),
};

/** @type {Step} */
const site = {
  title: "Building the site for the tests",
  after: ["packages", "library", "lite"],
  advice: "Correct the sources under site/ and extension/",
  stamp: () =>
    fingerprintFiles([
      ...[at("site"), at("extension"), at("scripts", "lib", "site")],
      ...[at("package.json"), at("package-lock.json")],
    ]),
  isThere: () => existsSync(join(testedSite, "index.html")),
  async run() {
    // It is made with npm packages, which are not there yet when this file is read for the first time.
    const { buildSite } = await import("./site/build.mjs");
    await buildSite(testedSite);
  },
};

/**
 * The steps of set-up in their order.
 * @type {Record<string, Step>}
 */
export const steps = {
  ...{ packages, kernels, library, extension, widget, environment, testPackages, nbgrader },
  ...{
    wheelPackages,
    sparkPackages,
    litePackages,
    liteExtension,
    lite,
    deno,
    bun,
    newestNode,
    firefox,
    jupyter,
    site,
  },
};
