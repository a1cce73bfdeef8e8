/** The environment that `factorlab lab` makes, by a Python that only pretends: without a network, in no time. */
import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { copyNotebooks } from "../../src/jupyter/command/environment/notebooks";
import { ownEnvironment, ownFolder } from "../../src/jupyter/command/environment/own-folder";
import { removeEnvironment } from "../../src/jupyter/command/environment/uninstall";
import type { CommandError } from "../../src/jupyter/command/errors";
import { pythonWithLab } from "../../src/jupyter/command/lab-python";
import { findPythons } from "../../src/jupyter/command/python";
import { thisSystem, type System } from "../../src/jupyter/command/system";
import { Terminal } from "../../src/jupyter/command/terminal";
import { listing } from "./files";

const built = (name: string): string => join(import.meta.dirname, "../../lib/jupyter/command", name);

/** A Python that makes environments whose Python has a JupyterLab once pip has run there. */
const FAKE_PYTHON = `#!/bin/sh
here=\${0%/*}
case "$1 $2" in
  "-m venv") /bin/mkdir -p "$3/bin" && /bin/cp "$0" "$3/bin/python" ;;
  "-m pip") PIP; echo '"jupyterlab": "4.6.6"' > "$here/packages" ;;
  *json*) packages=""; [ -f "$here/packages" ] && read -r packages < "$here/packages"
    echo "{\\"version\\": \\"3.12.1\\", \\"executable\\": \\"$0\\", \\"prefix\\": \\"$(cd "$here/.." && pwd)\\", \\"packages\\": {$packages}}" ;;
  *) echo "3.12.1 complete" ;;
esac
`;

let folder: string;
let system: System;
let said: string;
let terminal: Terminal;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "factorlab own ")));
  system = { ...thisSystem(), cwd: folder, env: { PATH: "/nowhere", FACTORLAB_HOME: join(folder, "home") } };
  said = "";
  terminal = new Terminal({ write: (text) => (said += text) }, { write: () => true }, {});
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Puts the Python into its place, and says what its pip does before it has installed. */
function python(pip = ":"): void {
  const file = join(folder, "python");
  writeFileSync(file, FAKE_PYTHON.replace("PIP", pip));
  chmodSync(file, 0o755);
  system.env.FACTORLAB_PYTHON = file;
}

const environments = (): string[] =>
  existsSync(ownFolder(system))
    ? readdirSync(ownFolder(system)).filter((name) => name.startsWith("env-"))
    : [];
const problem = (named?: string): Promise<unknown> =>
  pythonWithLab(named, terminal, system).catch((error: unknown) => error);

describe("its place", () => {
  const place = (platform: NodeJS.Platform, home: string, env: NodeJS.ProcessEnv = {}): string =>
    ownFolder({ platform, home, env, cwd: "/" });

  test("is where uv and pipx keep theirs: the user's data folder on each system", () => {
    expect(place("linux", "/home/ada")).toBe("/home/ada/.local/share/factorlab/lab");
    expect(place("linux", "/home/ada", { XDG_DATA_HOME: "/data" })).toBe("/data/factorlab/lab");
    expect(place("darwin", "/Users/ada")).toBe("/Users/ada/Library/Application Support/factorlab/lab");
    expect(place("win32", "C:\\Users\\ada", { LOCALAPPDATA: "D:\\local" })).toBe("D:\\local\\factorlab\\lab");
    expect(place("win32", "C:\\Users\\ada")).toBe("C:\\Users\\ada\\AppData\\Local\\factorlab\\lab");
    expect(place("linux", "/home/ada", { FACTORLAB_HOME: "/disk" })).toBe("/disk/lab");
  });

  test("is never one that depends on the folder that one is in", () => {
    expect(() => place("linux", "")).toThrow(/depends on the folder/);
    expect(() => place("linux", "/home/ada", { FACTORLAB_HOME: "here" })).toThrow(/FACTORLAB_HOME|depends/);
  });
});

describe.skipIf(process.platform === "win32")("where there is no JupyterLab", () => {
  test("an environment is made, says where, and is opened from then on without being made anew", async () => {
    python();
    const own = await pythonWithLab(undefined, terminal, system);
    expect(own).toMatchObject({ source: "factorlab lab", packages: { jupyterlab: "4.6.6" } });
    expect(said).toContain(ownFolder(system));
    expect(said).toContain("lab --uninstall removes it");
    const config = join(own.prefix, "etc", "jupyter", "jupyter_lab_config.json");
    expect(JSON.parse(readFileSync(config, "utf8"))).toMatchObject({ LabApp: { news_url: null } });
    said = "";
    system.env.FACTORLAB_PYTHON = "/gone";
    expect((await pythonWithLab(undefined, terminal, system)).prefix).toBe(own.prefix);
    expect(said).toBe("");
  });

  test("doctor and install see the environment as well", async () => {
    python();
    const { prefix } = await pythonWithLab(undefined, terminal, system);
    expect(findPythons(system).map((found) => [found.source, found.prefix])).toEqual([
      ["factorlab lab", prefix],
    ]);
  });

  test("a Python that is named is not passed over: its JupyterLab is what is wanted", async () => {
    python();
    const error = await problem(join(folder, "python"));
    expect(error).toMatchObject({
      name: "CommandError",
      message: expect.stringContaining("has no JupyterLab."),
    });
    expect(environments()).toEqual([]);
  });

  test("an environment for other packages is replaced, and stays where that fails", async () => {
    python();
    const old = await pythonWithLab(undefined, terminal, system);
    const note = join(ownFolder(system), "current.json");
    writeFileSync(note, readFileSync(note, "utf8").replace(/"stamp":"\w+"/, '"stamp":"of an older version"'));
    python("echo 'NewConnectionError: no route'; exit 1");
    expect((await pythonWithLab(undefined, terminal, system)).prefix).toBe(old.prefix);
    expect(said).toContain("PyPI, from which it comes, cannot be reached.");
    python();
    const next = await pythonWithLab(undefined, terminal, system);
    expect(next.prefix).not.toBe(old.prefix);
    expect(environments()).toEqual([next.prefix.split("/").at(-1)]);
    expect(ownEnvironment(system)).toEqual({ prefix: next.prefix, isCurrent: true });
  });

  test.each([
    [
      "a full disk",
      "echo 'OSError: [Errno 28] No space left on device'",
      /The disk is full\.[\s\S]*No space left/,
    ],
    [
      "no network",
      "echo 'Failed to establish: NewConnectionError'",
      /PyPI, from which it comes, cannot be reached\./,
    ],
    ["anything else", "echo 'strange'", /The last lines of what pip said:\n {2}\| strange/],
  ])("%s is told in words, and nothing is left", async (_, pip, message) => {
    python(`${pip}; exit 1`);
    const error = await problem();
    expect(error).toMatchObject({ name: "CommandError", message: expect.stringMatching(message) });
    expect((error as CommandError).advice.join("\n")).toMatch(/type the same again/);
    expect(environments()).toEqual([]);
    python();
    expect(await pythonWithLab(undefined, terminal, system)).toMatchObject({ source: "factorlab lab" });
  });

  test("a file where the folder should be is told before anything is made", async () => {
    python('touch "$FACTORLAB_HOME.made"');
    writeFileSync(join(folder, "home"), "");
    expect(await problem()).toMatchObject({
      name: "FilesError",
      message: expect.stringMatching(/a file is in the way/),
    });
    expect(listing(folder)).toEqual(["home", "python"]);
  });

  /** Starts the command as a shell does, and waits until pip is at work. */
  async function started(): Promise<{
    pid: number;
    kill: (signal: NodeJS.Signals) => void;
    ended: Promise<unknown>;
  }> {
    python("exec /bin/sleep 30");
    const child = spawn(process.execPath, [built("main.js"), "lab"], {
      env: system.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = new Promise((resolve) => child.once("close", resolve));
    await new Promise<void>((resolve) => {
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        if (text.includes("Installing JupyterLab")) resolve();
      });
    });
    return { pid: child.pid!, kill: (signal) => child.kill(signal), ended };
  }

  test.each(["SIGINT", "SIGTERM"] as const)("%s half-way leaves nothing, and gives 130", async (signal) => {
    const { kill, ended } = await started();
    expect(environments()).toHaveLength(1);
    kill(signal);
    expect(await ended).toBe(130);
    expect(environments()).toEqual([]);
  });

  test("what a killed process has left is never used, and goes with the next environment", async () => {
    const { pid, kill, ended } = await started();
    const [left] = environments();
    kill("SIGKILL");
    await ended;
    expect(left).toContain(`env-${pid}-`);
    expect(ownEnvironment(system)).toBeUndefined();
    python();
    const { prefix } = await pythonWithLab(undefined, terminal, system);
    expect(environments()).toEqual([prefix.split("/").at(-1)]);
  });

  test("lab --uninstall removes the environment, all of it, and nothing else", async () => {
    python();
    await pythonWithLab(undefined, terminal, system);
    removeEnvironment(terminal, system);
    expect(listing(folder)).toEqual(["python"]);
    expect(() => removeEnvironment(terminal, system)).toThrow("Factorlab has made no environment in");
    mkdirSync(ownFolder(system), { recursive: true });
    writeFileSync(join(ownFolder(system), "note.txt"), "mine");
    await pythonWithLab(undefined, terminal, system);
    removeEnvironment(terminal, system);
    expect(listing(join(folder, "home"))).toEqual(["lab", "lab/note.txt"]);
  });
});

test("without any Python, lab says what to install", async () => {
  const error = (await problem()) as CommandError;
  expect(error.message).toBe("No Python was found, so there is no JupyterLab.");
});

test("the notebooks are copied, never over one that is there", () => {
  const { first, copied } = copyNotebooks(folder);
  expect(first).toBe(join(folder, "factorlab-notebooks", "00-latent-factors.ipynb"));
  expect(copied).toBe(10 + 4);
  expect(existsSync(join(folder, "factorlab-notebooks", "de", "03-how-many-features.ipynb"))).toBe(true);
  writeFileSync(first, "mine");
  rmSync(join(folder, "factorlab-notebooks", "02-one-gradient-at-a-time.ipynb"));
  expect(copyNotebooks(folder)).toMatchObject({ first, copied: 1 });
  expect(readFileSync(first, "utf8")).toBe("mine");
});
