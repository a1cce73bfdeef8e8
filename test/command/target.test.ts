import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { prefixDataFolder, userDataFolder } from "../../src/jupyter/command/data-folder";
import { installAdvice } from "../../src/jupyter/command/install-advice";
import { isInCache, lastingNode } from "../../src/jupyter/command/node-program";
import { candidates, choosePython, type Python } from "../../src/jupyter/command/python";
import type { System } from "../../src/jupyter/command/system";
import { chooseTarget, likelyTargets } from "../../src/jupyter/command/target";

const linux: System = { platform: "linux", env: {}, home: "/home/ada", cwd: "/home/ann" };
const mac: System = { platform: "darwin", env: {}, home: "/Users/ada", cwd: "/home/ann" };
const windows: System = {
  platform: "win32",
  env: { APPDATA: "C:\\Users\\ada\\AppData\\Roaming" },
  home: "C:\\Users\\ada",
  cwd: "C:\\work",
};

function python(fields: Partial<Python> = {}): Python {
  return {
    source: "PATH",
    version: "3.12.1",
    executable: "/usr/bin/python3",
    prefix: "/usr",
    packages: { jupyter_core: "5.9.1", jupyter_client: "8.0.0", jupyterlab: "4.6.6" },
    ...fields,
  };
}

describe("a person's data folder", () => {
  test.each([
    ["Linux", linux, {}, "/home/ada/.local/share/jupyter"],
    ["Linux with XDG_DATA_HOME", linux, { XDG_DATA_HOME: "/data" }, "/data/jupyter"],
    ["macOS", mac, { XDG_DATA_HOME: "/data" }, "/Users/ada/Library/Jupyter"],
    ["Windows", windows, windows.env, "C:\\Users\\ada\\AppData\\Roaming\\jupyter"],
    ["Windows without APPDATA", windows, {}, "C:\\Users\\ada\\.jupyter\\data"],
    ["Windows with JUPYTER_CONFIG_DIR", windows, { JUPYTER_CONFIG_DIR: "D:\\c" }, "D:\\c\\data"],
  ])("on %s", (_, system, env, expected) => {
    expect(userDataFolder({ ...system, env })).toBe(expected);
  });

  test.each([linux, mac, windows])("is JUPYTER_DATA_DIR where that is set: $platform", (system) => {
    expect(userDataFolder({ ...system, env: { ...system.env, JUPYTER_DATA_DIR: "X" } })).toBe("X");
  });

  test("lies below the environment where there is one", () => {
    expect(prefixDataFolder("/opt/conda", linux)).toBe("/opt/conda/share/jupyter");
    expect(prefixDataFolder("C:\\env", windows)).toBe("C:\\env\\share\\jupyter");
  });
});

describe("the Pythons that are looked at", () => {
  const programs = (system: System, named?: string): string[] =>
    candidates(system, named).map(({ source, command }) => `${source} ${command.join(" ")}`);

  test("are those of active environments first, then those on the PATH", () => {
    const env = { VIRTUAL_ENV: "/v", CONDA_PREFIX: "/c" };
    expect(programs({ ...linux, env })).toEqual([
      "VIRTUAL_ENV /v/bin/python",
      "CONDA_PREFIX /c/bin/python",
      ".venv /home/ann/.venv/bin/python",
      "PATH python3",
      "PATH python",
    ]);
  });

  test("lie elsewhere in an environment on Windows, where the launcher comes first on the PATH", () => {
    const env = { VIRTUAL_ENV: "C:\\v", CONDA_PREFIX: "C:\\c" };
    expect(programs({ ...windows, env })).toEqual([
      "VIRTUAL_ENV C:\\v\\Scripts\\python.exe",
      "CONDA_PREFIX C:\\c\\python.exe",
      ".venv C:\\work\\.venv\\Scripts\\python.exe",
      "PATH py -3",
      "PATH python",
      "PATH python3",
    ]);
  });

  test("are only the one that is named: a name on the PATH stays a name, a path is made absolute", () => {
    expect(programs(linux, "python3.12")).toEqual(["--python python3.12"]);
    expect(programs(linux, "env/bin/python")).toEqual(["--python /home/ann/env/bin/python"]);
  });

  test("the first with JupyterLab is taken, then the first with Jupyter, then the first", () => {
    const bare = python({ packages: {} });
    const core = python({ packages: { jupyter_core: "5.9.1" } });
    const lab = python();
    expect(choosePython([bare, core, lab])).toBe(lab);
    expect(choosePython([bare, core])).toBe(core);
    expect(choosePython([bare])).toBe(bare);
    expect(choosePython([])).toBeUndefined();
  });
});

describe("the folder that is chosen", () => {
  const data = "/home/ada/.local/share/jupyter";

  test.each(["VIRTUAL_ENV", "CONDA_PREFIX", ".venv"] as const)(
    "is the environment of %s with Jupyter",
    (source) => {
      const target = chooseTarget({}, python({ source, prefix: "/v" }), linux);
      expect(target).toMatchObject({ data: "/v/share/jupyter", option: "--prefix /v" });
    },
  );

  test("is the person's own folder where no environment is active", () => {
    for (const source of ["PATH", "jupyter-lab"] as const)
      expect(chooseTarget({}, python({ source }), linux)).toMatchObject({ data, option: "--user" });
    expect(chooseTarget({}, undefined, linux).data).toBe(data);
  });

  test("is the person's own folder where the active environment has no Jupyter: a later one finds it there", () => {
    expect(chooseTarget({}, python({ source: "VIRTUAL_ENV", packages: {} }), linux).data).toBe(data);
  });

  test("is what the options say", () => {
    const found = python({ prefix: "/p", data: "/own" });
    expect(chooseTarget({ "sys-prefix": true }, found, linux).data).toBe("/p/share/jupyter");
    expect(chooseTarget({ user: true }, found, linux).data).toBe("/own");
    expect(chooseTarget({}, { ...found, source: "--python" }, linux).data).toBe("/p/share/jupyter");
  });

  test("cannot be --sys-prefix without Python, nor a prefix that is no folder", () => {
    expect(() => chooseTarget({ "sys-prefix": true }, undefined, linux)).toThrow(
      expect.objectContaining({ name: "CommandError", argument: "sys-prefix" }) as Error,
    );
    expect(() => chooseTarget({ prefix: "gone" }, undefined, { ...linux, cwd: tmpdir() })).toThrow(
      expect.objectContaining({ name: "CommandError", argument: "prefix", actual: "gone" }) as Error,
    );
  });

  test("is searched for, when uninstalling, in every folder that may have been chosen, each once", () => {
    const found = [python({ prefix: "/v", data }), python({ prefix: "/w", data })];
    expect(likelyTargets(found, linux).map((target) => target.data)).toEqual([
      "/v/share/jupyter",
      "/w/share/jupyter",
      data,
    ]);
  });
});

describe("real folders", () => {
  let folder: string;

  beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), "factorlab target ")))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(...parts: string[]): string {
    const file = join(folder, ...parts);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, "");
    return file;
  }

  test("a tool's JupyterLab on the PATH leads to the Python beside the real file", () => {
    if (process.platform === "win32") return; // uv and pipx make no links there.
    write("tool", "bin", "jupyter-lab");
    const beside = write("tool", "bin", "python");
    mkdirSync(join(folder, "bin"));
    symlinkSync(join(folder, "tool", "bin", "jupyter-lab"), join(folder, "bin", "jupyter-lab"));
    const system: System = {
      platform: process.platform,
      env: { PATH: join(folder, "bin") },
      home: folder,
      cwd: folder,
    };
    expect(candidates(system)).toContainEqual({ source: "jupyter-lab", command: [beside] });
  });

  test("--python may name an environment's folder", () => {
    const system: System = { ...linux, cwd: folder };
    mkdirSync(join(folder, "env"));
    expect(candidates(system, "env")[0].command).toEqual([join(folder, "env", "bin", "python")]);
  });

  test("what to type follows the tool that an environment was made with", () => {
    const environment = (name: string): Python =>
      python({ source: "VIRTUAL_ENV", prefix: join(folder, name), executable: "/v/bin/python" });
    write("conda", "conda-meta", "history");
    writeFileSync(write("uv", "pyvenv.cfg"), "home = /usr/bin\nuv = 0.9.1\n");
    writeFileSync(write("pip", "pyvenv.cfg"), "home = /usr/bin\n");
    const advice = (name: string) => installAdvice(environment(name), "jupyterlab", linux);
    expect(advice("conda")).toEqual(["conda install -c conda-forge jupyterlab"]);
    expect(advice("uv")).toEqual(["uv pip install --python /v/bin/python jupyterlab"]);
    expect(advice("pip")).toEqual(["/v/bin/python -m pip install jupyterlab"]);
    expect(installAdvice(python({ managed: true }), "jupyterlab", linux)).toEqual([
      "/usr/bin/python3 -m venv .venv",
      ".venv/bin/python -m pip install jupyterlab",
      "or: uv tool install jupyterlab",
    ]);
  });

  test("a Node in a cache gives way to one that stays", () => {
    const cached = write("_npx", "node", "bin", "node");
    const lasting = write("usr", "bin", "node");
    const path = [join(cached, ".."), join(lasting, "..")].join(":");
    expect(lastingNode(cached, { ...linux, env: { PATH: path } })).toBe(lasting);
    expect(lastingNode(lasting, { ...linux, env: {} })).toBe(lasting);
    expect(() => lastingNode(cached, { ...linux, env: { PATH: join(cached, "..") } })).toThrow(
      expect.objectContaining({ name: "CommandError", argument: "node", actual: cached }) as Error,
    );
  });

  test("Homebrew's Node is named by the link that outlives an upgrade", () => {
    const versioned = write("brew", "Cellar", "node@22", "22.1.0", "bin", "node");
    expect(lastingNode(versioned, linux)).toBe(versioned);
    const link = write("brew", "opt", "node@22", "bin", "node");
    expect(lastingNode(versioned, linux)).toBe(link);
  });
});

test.each([
  ["/home/ada/.npm/_npx/50be/node_modules/factorlab", true],
  ["C:\\Users\\ada\\AppData\\Local\\npm-cache\\_npx\\50be\\node.exe", true],
  ["/home/ada/.cache/pnpm/dlx/1/node_modules/factorlab", true],
  ["/usr/local/lib/node_modules/factorlab", false],
])("%s is in a runner's cache: %s", (path, expected) => {
  expect(isInCache(path)).toBe(expected);
});
