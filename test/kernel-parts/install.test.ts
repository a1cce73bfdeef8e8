import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { installExtension, installKernels } from "../../lib/jupyter/install";

let prefix: string;
let built: string;

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), "factorlab install "));
  prefix = join(folder, "environment");
  built = join(folder, "built");
  mkdirSync(prefix);
  mkdirSync(join(built, "static"), { recursive: true });
  writeFileSync(join(built, "package.json"), "{}");
  writeFileSync(join(built, "static", "remoteEntry.js"), "// one");
});

afterEach(() => rmSync(join(prefix, ".."), { recursive: true, force: true }));

function readJson(...path: string[]): Record<string, unknown> {
  return JSON.parse(readFileSync(join(...path), "utf8")) as Record<string, unknown>;
}

describe("installing the kernels", () => {
  test("writes two specs whose commands are absolute paths that exist", () => {
    const folders = installKernels(prefix);
    const kernels = join(prefix, "share", "jupyter", "kernels");
    expect(folders).toEqual([join(kernels, "factorlab"), join(kernels, "tslab")]);
    for (const folder of folders) {
      const [program, script] = readJson(folder, "kernel.json").argv as string[];
      for (const path of [program, script]) {
        expect(isAbsolute(path)).toBe(true);
        expect(existsSync(path)).toBe(true);
      }
      expect(readdirSync(folder).sort()).toEqual(["kernel.json", "logo-svg.svg"]);
    }
    expect(readJson(folders[0], "kernel.json")).toMatchObject({
      display_name: "TypeScript (Factorlab)",
      language: "typescript",
    });
    expect(readJson(folders[1], "kernel.json")).toMatchObject({ display_name: "TypeScript (stock tslab)" });
  });

  test("twice is as once", () => {
    const texts = () =>
      installKernels(prefix).map((folder) => readFileSync(join(folder, "kernel.json"), "utf8"));
    expect(texts()).toEqual(texts());
  });

  test("an environment that is not there is an error that names it", () => {
    const missing = join(prefix, "missing");
    expect(() => installKernels(missing)).toThrow(
      expect.objectContaining({ name: "ValueError", argument: "prefix", actual: missing }) as Error,
    );
  });
});

describe("installing the extension", () => {
  test("copies the built folder and says who installed it", () => {
    const target = installExtension(prefix, built);
    expect(target).toBe(join(prefix, "share", "jupyter", "labextensions", "factorlab-jupyterlab"));
    expect(readFileSync(join(target, "static", "remoteEntry.js"), "utf8")).toBe("// one");
    expect(readJson(target, "install.json")).toMatchObject({
      packageManager: "npm",
      packageName: "factorlab-jupyterlab",
    });
  });

  test("replaces an older copy whole and leaves nothing else behind", () => {
    const target = installExtension(prefix, built);
    writeFileSync(join(target, "static", "old.js"), "");
    writeFileSync(join(built, "static", "remoteEntry.js"), "// two");
    installExtension(prefix, built);
    expect(readdirSync(join(target, "static"))).toEqual(["remoteEntry.js"]);
    expect(readFileSync(join(target, "static", "remoteEntry.js"), "utf8")).toBe("// two");
    expect(readdirSync(join(prefix, "share", "jupyter"))).toEqual(["labextensions"]);
  });

  test("takes up an installation that was broken off", () => {
    const share = join(prefix, "share", "jupyter");
    mkdirSync(join(share, ".factorlab-jupyterlab.new", "half"), { recursive: true });
    const target = installExtension(prefix, built);
    expect(existsSync(join(target, "half"))).toBe(false);
    expect(readdirSync(share)).toEqual(["labextensions"]);
  });

  test("an extension that is not built is an error, and the older copy stays", () => {
    const target = installExtension(prefix, built);
    const missing = join(built, "missing");
    expect(() => installExtension(prefix, missing)).toThrow(
      expect.objectContaining({ name: "ValueError", argument: "from" }) as Error,
    );
    expect(existsSync(join(target, "package.json"))).toBe(true);
  });
});
