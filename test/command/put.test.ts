import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { manifestFile, readManifest } from "../../src/jupyter/command/manifest";
import { putInto, type PackageSource } from "../../src/jupyter/command/put";
import { takeOut } from "../../src/jupyter/command/take-out";
import { listing, writeFiles } from "./files";

let folder: string;
let data: string;
let source: PackageSource;
const kernel = "kernels/factorlab/kernel.json";
const remote = "labextensions/factorlab-jupyterlab/static/remote.js";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "factorlab put "));
  data = join(folder, "env", "share", "jupyter");
  mkdirSync(join(folder, "env"));
  writeFiles(join(folder, "node_modules"), {
    "factorlab/package.json": '{"name": "factorlab", "version": "1.0.0", "dependencies": {"a": "1"}}',
    "factorlab/lib/jupyter/kernel.js": "",
    "a/package.json": '{"name": "a"}',
  });
  writeFiles(join(folder, "built"), { "package.json": "{}", "static/remote.js": "// one" });
  source = {
    package: join(folder, "node_modules", "factorlab"),
    extension: join(folder, "built"),
    node: "/usr/bin/node",
    copy: true,
  };
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function text(path: string): string {
  return readFileSync(join(data, path), "utf8");
}

describe("installing", () => {
  test("puts kernel, extension and a copy of the package into the data folder", () => {
    const installed = putInto(data, source);
    expect(installed).toEqual({
      kernel: join(data, "kernels", "factorlab"),
      extension: join(data, "labextensions", "factorlab-jupyterlab"),
      copy: join(data, "factorlab"),
      overwritten: [],
      aside: [],
    });
    const entry = join(data, "factorlab", "node_modules", "factorlab", "lib", "jupyter", "kernel.js");
    expect(JSON.parse(text(kernel))).toMatchObject({
      argv: ["/usr/bin/node", entry, "{connection_file}"],
      display_name: "TypeScript (Factorlab)",
      language: "typescript",
      interrupt_mode: "message",
    });
    expect(existsSync(entry)).toBe(true);
    expect(existsSync(join(data, "factorlab", "node_modules", "a", "package.json"))).toBe(true);
    expect(text(remote)).toBe("// one");
    expect(JSON.parse(text("labextensions/factorlab-jupyterlab/install.json"))).toMatchObject({
      packageName: "factorlab",
    });
    expect(readManifest(data)).toMatchObject({ format: 1, version: "1.0.0" });
  });

  test("names the kernel where it is when nothing is copied", () => {
    putInto(data, { ...source, copy: false });
    expect((JSON.parse(text(kernel)) as { argv: string[] }).argv[1]).toBe(
      join(source.package, "lib", "jupyter", "kernel.js"),
    );
    expect(listing(join(data, "factorlab"))).toEqual(["manifest.json"]);
  });

  test("replaces everything the second time, and keeps files that are not ours", () => {
    putInto(data, source);
    writeFiles(data, { "kernels/factorlab/logo-64x64.png": "mine", "kernels/python3/kernel.json": "{}" });
    writeFileSync(join(data, kernel), "changed");
    rmSync(join(source.extension, "static", "remote.js"));
    writeFiles(source.extension, { "static/newer.js": "" });
    writeFiles(source.package, { "package.json": '{"name": "factorlab", "version": "1.1.0"}' });
    expect(putInto(data, source)).toMatchObject({ before: "1.0.0", overwritten: [join(data, kernel)] });
    expect(listing(join(data, "labextensions", "factorlab-jupyterlab", "static"))).toEqual(["newer.js"]);
    expect(listing(join(data, "factorlab", "node_modules"))).not.toContain("a");
    expect(text("kernels/factorlab/logo-64x64.png")).toBe("mine");
    expect(JSON.parse(text(kernel))).toHaveProperty("argv");
    expect(listing(data).filter((path) => path.startsWith("."))).toEqual([]);
  });

  test("sweeps away what a broken-off installation has left, but not a running one's", () => {
    // No process has a number this large; our own parent runs.
    writeFiles(data, { ".factorlab-99999999/new/x": "", [`.factorlab-${process.ppid}/new/x`]: "" });
    putInto(data, source);
    expect(listing(data).filter((path) => path.startsWith("."))[0]).toBe(`.factorlab-${process.ppid}`);
    expect(existsSync(join(data, ".factorlab-99999999"))).toBe(false);
  });

  test("leaves everything as it was when a file is in the way", () => {
    writeFiles(data, { labextensions: "a file" });
    const before = listing(join(folder, "env"));
    expect(() => putInto(data, source)).toThrow(
      expect.objectContaining({ name: "FilesError", argument: "folder" }) as Error,
    );
    expect(listing(join(folder, "env"))).toEqual(before);
  });

  test("keeps the older installation when a newer one fails half-way", () => {
    putInto(data, source);
    const before = listing(folder);
    // A link that leads nowhere cannot be copied.
    symlinkSync(join(folder, "nowhere"), join(source.package, "lib", "broken"), "file");
    expect(() => putInto(data, source)).toThrow(expect.objectContaining({ name: "FilesError" }) as Error);
    rmSync(join(source.package, "lib", "broken"));
    expect(listing(folder)).toEqual(before);
    expect(takeOut(data)).toMatchObject({ changed: [], foreign: [] });
  });

  test("refuses an extension that is not built, before anything is written", () => {
    rmSync(join(source.extension, "package.json"));
    expect(() => putInto(data, source)).toThrow(
      expect.objectContaining({ name: "FilesError", argument: "extension" }) as Error,
    );
    expect(listing(join(folder, "env"))).toEqual([]);
  });
});

describe("uninstalling", () => {
  test("leaves exactly what was there before", () => {
    writeFiles(data, { "kernels/python3/kernel.json": "{}" });
    const before = listing(join(folder, "env"));
    putInto(data, source);
    expect(listing(join(folder, "env"))).not.toEqual(before);
    expect(takeOut(data)).toMatchObject({ version: "1.0.0", changed: [], foreign: [] });
    expect(listing(join(folder, "env"))).toEqual(before);
  });

  test("removes the folders that installing has made, also when it was done twice", () => {
    putInto(data, source);
    putInto(data, source);
    takeOut(data);
    expect(listing(join(folder, "env"))).toEqual([]);
  });

  test("keeps empty folders that were there before", () => {
    mkdirSync(join(data, "kernels"), { recursive: true });
    putInto(data, source);
    takeOut(data);
    expect(listing(data)).toEqual(["kernels"]);
  });

  test("leaves and names files that were changed, and files of others", () => {
    putInto(data, source);
    writeFileSync(join(data, kernel), "changed");
    writeFiles(data, { "factorlab/notes.txt": "mine" });
    expect(takeOut(data)).toMatchObject({
      changed: [join(data, kernel)],
      foreign: [join(data, "factorlab", "notes.txt")],
    });
    expect(listing(data)).toEqual([
      "factorlab",
      "factorlab/notes.txt",
      "kernels",
      "kernels/factorlab",
      "kernels/factorlab/kernel.json",
    ]);
  });

  test("goes on where it was broken off", () => {
    putInto(data, source);
    rmSync(join(data, "kernels", "factorlab"), { recursive: true });
    rmSync(join(data, remote));
    expect(takeOut(data)).toMatchObject({ changed: [], foreign: [] });
    expect(listing(join(folder, "env"))).toEqual([]);
  });

  test("says so where nothing is installed, and touches nothing", () => {
    writeFiles(data, { [kernel]: "{}" });
    expect(takeOut(data)).toBeUndefined();
    expect(text(kernel)).toBe("{}");
  });

  test.each([
    ["is no JSON", "{"],
    ["leads out of our folders", '{"format":1,"version":"1","files":{"factorlab/../../x":""},"folders":[]}'],
    [
      "names a stranger's file",
      '{"format":1,"version":"1","files":{"kernels/python3/kernel.json":""},"folders":[]}',
    ],
    ["names a stranger's folder", '{"format":1,"version":"1","files":{},"folders":["../lib"]}'],
    ["is of a later format", '{"format":2,"version":"9","files":{},"folders":[]}'],
  ])("is refused with a list that %s, and names the folders to delete", (_, broken) => {
    putInto(data, source);
    const before = listing(folder);
    writeFileSync(manifestFile(data), broken);
    expect(() => takeOut(data)).toThrow(
      expect.objectContaining({
        name: "FilesError",
        advice: expect.arrayContaining([join(data, "kernels", "factorlab")]) as string[],
      }) as Error,
    );
    expect(listing(folder)).toEqual(before);
  });

  test("works for a copy of the whole environment as well", () => {
    putInto(data, source);
    cpSync(join(folder, "env"), join(folder, "moved"), { recursive: true });
    takeOut(join(folder, "moved", "share", "jupyter"));
    expect(listing(join(folder, "moved"))).toEqual([]);
  });
});
