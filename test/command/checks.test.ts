import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readListing } from "../../src/jupyter/command/check-extension";
import { checkAnswer, checkSpecs } from "../../src/jupyter/command/check-kernel";
import { checkPackage, checkPython, isAtLeast } from "../../src/jupyter/command/check-parts";
import { self } from "../../src/jupyter/command/invocation";
import { askKernel } from "../../src/jupyter/command/kernel-answer";
import type { Python } from "../../src/jupyter/command/python";
import { findSpecs } from "../../src/jupyter/command/specs";
import { thisSystem, type System } from "../../src/jupyter/command/system";
import { Terminal } from "../../src/jupyter/command/terminal";
import { writeFiles } from "./files";

// Some start a Node, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let python: Python;
const system: System = { platform: process.platform, env: {}, home: "/home/ada", cwd: "/work" };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "factorlab checks "));
  python = {
    source: "VIRTUAL_ENV",
    version: "3.12.1",
    executable: "/v/bin/python",
    prefix: "/v",
    packages: { jupyterlab: "4.6.6", jupyter_client: "8.1.0" },
    path: [join(folder, "first"), join(folder, "second")],
  };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeSpec(data: string, spec: unknown): void {
  const text = typeof spec === "string" ? spec : JSON.stringify(spec);
  writeFiles(folder, { [`${data}/kernels/factorlab/kernel.json`]: text });
}

describe("a kernel spec", () => {
  const node = process.execPath;

  test.each([
    ["is no JSON", "{", /cannot be read/],
    ["is null", "null", /cannot be read|has no argv/],
    ["has no command", {}, /has no argv/],
    ["has numbers in its command", { argv: [1] }, /has no argv/],
    ["lacks the connection file", { argv: [node] }, /leaves out \{connection_file\}/],
    [
      "names a Node that is gone",
      { argv: [join(tmpdir(), "gone", "node"), "{connection_file}"] },
      /node, which is not there/,
    ],
    [
      "names a kernel that is gone",
      { argv: [node, join(tmpdir(), "gone.js"), "{connection_file}"] },
      /gone\.js, which is not there/,
    ],
  ])("that %s is wrong, and its finding says what to type", (_, spec, problem) => {
    writeSpec("first", spec);
    const [finding] = checkSpecs(python, system);
    expect(finding).toMatchObject({ mark: "bad", todo: [`${self} install`] });
    expect(finding.text).toMatch(problem);
  });

  test("is named where another hides it, and its faults do not count", () => {
    writeSpec("first", { argv: [node, "{connection_file}"] });
    writeSpec("second", "{");
    expect(checkSpecs(python, system).map(({ mark }) => mark)).toEqual(["good", "note"]);
    expect(findSpecs(python, system)).toHaveLength(2);
  });

  test("is missing where no folder has it, and the searched folders are named", async () => {
    const [finding] = checkSpecs(python, system);
    expect(finding.mark).toBe("bad");
    expect(finding.text).toContain(join(folder, "second"));
    expect(await checkAnswer(python, system)).toMatchObject({ mark: "skipped" });
  });

  test("is a note where its version differs", () => {
    writeSpec("first", { argv: [node, "{connection_file}"] });
    writeFiles(folder, {
      "first/factorlab/manifest.json": '{"format":1,"version":"0.0.1","files":{},"folders":[]}',
    });
    expect(checkSpecs(python, system)[1]).toMatchObject({ mark: "note", todo: [`${self} install`] });
  });
});

describe("a kernel that is to start", () => {
  test("is reported in its own words where it ends at once", async () => {
    const argv = [process.execPath, "-e", "console.error('no luck'); process.exit(3)", "{connection_file}"];
    expect(await askKernel(argv)).toEqual({ problem: expect.stringMatching(/code 3\. no luck/) as string });
  });

  test("is given up on where it says nothing", async () => {
    const argv = [process.execPath, "-e", "setInterval(() => {}, 1000)", "{connection_file}"];
    expect(await askKernel(argv, 1)).toEqual({
      problem: expect.stringMatching(/no answer came within 1 s/) as string,
    });
  });

  test("is an error of the system where it cannot be started", async () => {
    const answer = await askKernel([join(folder, "nothing"), "{connection_file}"]);
    expect(answer).toEqual({ problem: expect.stringContaining("ENOENT") as string });
  });
});

describe("JupyterLab's list of extensions", () => {
  const line =
    "        factorlab-jupyterlab v0.1.0 \u001b[32menabled\u001b[0m \u001b[32mOK\u001b[0m (npm, factorlab)";

  test("gives version and state, also when printed in colour", () => {
    expect(readListing(`JupyterLab v4.6.6\n/v/share\n${line}\n`)).toEqual({
      version: "0.1.0",
      isEnabled: true,
      isFit: true,
    });
  });

  test("tells apart a disabled, an incompatible and a missing one", () => {
    expect(readListing("  factorlab-jupyterlab v0.1.0 disabled OK")).toMatchObject({ isEnabled: false });
    expect(readListing("  factorlab-jupyterlab v0.1.0 enabled  X")).toMatchObject({ isFit: false });
    expect(readListing("  jupyterlab_pygments v0.3.0 enabled OK")).toBeUndefined();
  });
});

describe("Python and Jupyter", () => {
  const marks = (fields: Partial<Python>): string[] =>
    checkPython({ ...python, ...fields }, [], system).map(({ mark }) => mark);

  test("are good when they are there", () => {
    expect(marks({})).toEqual(["good", "good", "good"]);
  });

  test("are wrong without JupyterLab, or with one that is too old", () => {
    expect(marks({ packages: {} })).toEqual(["good", "bad", "skipped"]);
    expect(marks({ packages: { jupyterlab: "4.1.8", jupyter_client: "8" } })).toEqual([
      "good",
      "bad",
      "good",
    ]);
    expect(checkPython(undefined, [], system)).toMatchObject([{ mark: "bad" }]);
  });

  test.each([
    ["4.2.0", true],
    ["4.10.0rc1", true],
    ["5.0", true],
    ["4.1.9", false],
    ["3.6.0", false],
  ])("version %s is at least 4.2: %s", (version, expected) => {
    expect(isAtLeast(version, [4, 2])).toBe(expected);
  });
});

test("a package without its optional parts is wrong, with what to type", () => {
  writeFiles(folder, {
    "package.json": '{"name":"factorlab","version":"1.0.0","optionalDependencies":{"no-such-package":"1"}}',
  });
  const bad = checkPackage({ ...thisSystem(), env: {} }, folder).filter(({ mark }) => mark === "bad");
  expect(bad[0].text).toBe("npm packages are missing: no-such-package");
  expect(bad[0].todo?.join("\n")).toContain("--include=optional");
});

describe("the printed report", () => {
  function said(isTTY: boolean, env: NodeJS.ProcessEnv): string {
    let text = "";
    const out = { isTTY, write: (part: string) => (text += part) };
    new Terminal(out, out, env).mark("bad", "first\nsecond");
    return text;
  }

  test("has colour and symbols on a terminal", () => {
    expect(said(true, {})).toBe("  \u001b[31m✗\u001b[39m first\n    second\n");
  });

  test("has none in a file, with NO_COLOR, or on a terminal that knows none", () => {
    const plain = "  WRONG: first\n    second\n";
    expect(said(false, {})).toBe(plain);
    expect(said(true, { NO_COLOR: "1" })).toBe(plain);
    expect(said(true, { TERM: "dumb" })).toBe(plain);
  });
});
