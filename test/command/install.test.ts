import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { installFromCheckout, installKernels } from "../../lib/jupyter/install";
import { writeFiles } from "./files";

let prefix: string;

beforeEach(() => (prefix = mkdtempSync(join(tmpdir(), "factorlab install "))));
afterEach(() => rmSync(prefix, { recursive: true, force: true }));

function readSpec(folder: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, "kernel.json"), "utf8")) as Record<string, unknown>;
}

describe("installing the kernels of the checkout", () => {
  test("writes two specs whose commands are absolute paths that exist", () => {
    const folders = installKernels(prefix);
    const kernels = join(prefix, "share", "jupyter", "kernels");
    expect(folders).toEqual([join(kernels, "factorlab"), join(kernels, "tslab")]);
    for (const folder of folders) {
      const [program, script] = readSpec(folder).argv as string[];
      for (const path of [program, script]) {
        expect(isAbsolute(path)).toBe(true);
        expect(existsSync(path)).toBe(true);
      }
      expect(readdirSync(folder).sort()).toEqual(["kernel.json", "logo-svg.svg"]);
    }
    expect(readSpec(folders[0])).toMatchObject({
      display_name: "TypeScript (Factorlab)",
      language: "typescript",
    });
    expect(readSpec(folders[1])).toMatchObject({ display_name: "Unchanged tslab" });
    expect((readSpec(folders[1]).argv as string[]).slice(2)).toEqual([
      "kernel",
      "--config-path",
      "{connection_file}",
    ]);
  });

  test("tells the two kernels apart: by their logos, by the first word of their names, ours first", () => {
    const folders = installKernels(prefix);
    const [ours, theirs] = folders.map((folder) => readSpec(folder).display_name as string);
    expect(ours.localeCompare(theirs)).toBeLessThan(0);
    expect(ours.split(" ")[0]).not.toBe(theirs.split(" ")[0]);
    const [logo, other] = folders.map((folder) => readFileSync(join(folder, "logo-svg.svg"), "utf8"));
    expect(logo).not.toBe(other);
  });

  test("gives the same result the second time", () => {
    const texts = () =>
      installKernels(prefix).map((folder) => readFileSync(join(folder, "kernel.json"), "utf8"));
    expect(texts()).toEqual(texts());
  });

  test("fails for an environment that does not exist, and names it", () => {
    const missing = join(prefix, "missing");
    expect(() => installKernels(missing)).toThrow(
      expect.objectContaining({ name: "ValueError", argument: "prefix", actual: missing }) as Error,
    );
  });
});

test("installing from the checkout runs the kernel where it is, and leaves stock tslab out", () => {
  const built = join(prefix, "built");
  writeFiles(built, { "package.json": "{}", "static/remoteEntry.js": "" });
  const installed = installFromCheckout(prefix, built);
  expect(installed.copy).toBeUndefined();
  expect(existsSync((readSpec(installed.kernel).argv as string[])[1])).toBe(true);
  expect(existsSync(join(installed.extension, "static", "remoteEntry.js"))).toBe(true);
  expect(readdirSync(join(prefix, "share", "jupyter", "kernels"))).toEqual(["factorlab"]);
});
