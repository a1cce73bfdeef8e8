import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { copyPackages, isNeeded, planCopies } from "../../src/jupyter/command/copy-package";
import { missingPackages } from "../../src/jupyter/command/own-package";
import { listing, writeFiles } from "./files";

let folder: string;

beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), "factorlab copy ")))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writePackages(packages: Record<string, object>): string {
  for (const [path, manifest] of Object.entries(packages)) {
    const name = path.split("node_modules/").at(-1);
    writeFiles(folder, { [`${path}/package.json`]: JSON.stringify({ name, ...manifest }) });
  }
  return join(folder, "node_modules", "factorlab");
}

function plan(from: string): string[] {
  return planCopies(from).map((copy) =>
    [relative(folder, copy.from), copy.to].map((path) => path.replaceAll("\\", "/")).join(" → "),
  );
}

test("dependencies of dependencies come along, each once, circles too", () => {
  const from = writePackages({
    "node_modules/factorlab": { dependencies: { a: "1" }, optionalDependencies: { "@s/b": "1" } },
    "node_modules/a": { dependencies: { "@s/b": "1" } },
    "node_modules/@s/b": { dependencies: { a: "1" } },
    "node_modules/stranger": {},
  });
  const same = (name: string) => `node_modules/${name} → node_modules/${name}`;
  expect(plan(from)).toEqual([same("factorlab"), same("a"), same("@s/b")]);
});

test("two versions of a package stay apart: each package finds its own", () => {
  const from = writePackages({
    "node_modules/factorlab": { dependencies: { a: "1", types: "2" } },
    "node_modules/a": { dependencies: { types: "1", c: "1" } },
    "node_modules/a/node_modules/types": {},
    "node_modules/c": { dependencies: { types: "2" } },
    "node_modules/types": {},
  });
  expect(plan(from)).toEqual([
    "node_modules/factorlab → node_modules/factorlab",
    "node_modules/a → node_modules/a",
    "node_modules/types → node_modules/types",
    "node_modules/a/node_modules/types → node_modules/a/node_modules/types",
    "node_modules/c → node_modules/c",
  ]);
});

test("packages that lie below ours, as some installers put them, are found", () => {
  const from = writePackages({
    "node_modules/factorlab": { dependencies: { a: "1" } },
    "node_modules/factorlab/node_modules/a": {},
  });
  expect(plan(from)).toEqual([
    "node_modules/factorlab → node_modules/factorlab",
    "node_modules/factorlab/node_modules/a → node_modules/a",
  ]);
});

test("optional packages that were left out are named, and not copied", () => {
  const from = writePackages({
    "node_modules/factorlab": { dependencies: { a: "1" }, optionalDependencies: { zeromq: "6" } },
    "node_modules/a": {},
  });
  expect(missingPackages(from)).toEqual(["zeromq"]);
  expect(plan(from)).toHaveLength(2);
});

test("zeromq's builds for other systems are not copied", () => {
  const from = writePackages({
    "node_modules/factorlab": { dependencies: { zeromq: "6" } },
    "node_modules/zeromq": {},
  });
  const { platform, arch } = process;
  const other = platform === "win32" ? "linux" : "win32";
  writeFiles(join(folder, "node_modules", "zeromq"), {
    "build/manifest.json": "{}",
    [`build/${platform}/${arch}/node/1/addon.node`]: "",
    [`build/${platform}/another/node/1/addon.node`]: "",
    [`build/${other}/${arch}/node/1/addon.node`]: "",
    "lib/index.js": "",
  });
  copyPackages(planCopies(from), join(folder, "copy"));
  expect(
    listing(join(folder, "copy", "node_modules", "zeromq")).filter((path) => /\.\w+$/.test(path)),
  ).toEqual(
    [
      `build/${platform}/${arch}/node/1/addon.node`,
      "build/manifest.json",
      "lib/index.js",
      "package.json",
    ].sort(),
  );
});

test("the compiler comes without its programs, its messages in other languages and types of workers in browsers", () => {
  const from = writePackages({
    "node_modules/factorlab": { dependencies: { typescript: "6" } },
    "node_modules/typescript": {},
  });
  const kept = ["lib/lib.es5.d.ts", "lib/lib.dom.d.ts", "lib/typescript.js", "LICENSE.txt"];
  const left = [
    "bin/tsc",
    "lib/typescript.d.ts",
    "lib/_tsc.js",
    "lib/tsc.js",
    "lib/lib.webworker.d.ts",
    "lib/lib.webworker.iterable.d.ts",
    "lib/_tsserver.js",
    "lib/de/messages.json",
    "lib/zh-cn/messages.json",
  ];
  writeFiles(
    join(folder, "node_modules", "typescript"),
    Object.fromEntries([...kept, ...left].map((path) => [path, ""])),
  );
  copyPackages(planCopies(from), join(folder, "copy"));
  const files = listing(join(folder, "copy", "node_modules", "typescript")).filter((path) =>
    /\.\w+$/.test(path),
  );
  expect(files).toEqual([...kept, "package.json"].sort());
});

test("a kernel gets of Factorlab what cells import, not what the command installs and opens", () => {
  const [needed, others] = [
    [
      ...[
        "package.json",
        "lib",
        "lib/index.js",
        "lib/index.d.ts",
        "lib/models/nmf.d.ts",
        "view/package.json",
      ],
      ...["lib/jupyter/kernel.js", "lib/jupyter/tslab.d.ts", "lib/session/session.js"],
    ],
    [
      ...["extension", "notebooks", "lib/esm", "lib/esm/index.js", "requirements.txt"],
      ...["lib/jupyter/kernel.d.ts", "lib/jupyter/realm/port.d.ts", "lib/session/cells/cell.d.ts"],
    ],
  ].map((files) => files.map((file) => isNeeded("factorlab", file)));
  expect(needed).not.toContain(false);
  expect(others).not.toContain(true);
  expect(isNeeded("zeromq", "lib/esm")).toBe(true);
});

test("a kernel gets no sources, reports and builds for browsers of the packages that it needs", () => {
  const needed = {
    "cmake-ts": ["package.json", "build", "build/loader.js"],
    "@uwdata/flechette": ["package.json", "dist", "dist/flechette.cjs", "LICENSE"],
    hyparquet: ["package.json", "src/index.js"],
    "hyparquet-writer": ["package.json", "src/node.js"],
    fflate: ["package.json", "lib", "lib/node.cjs", "LICENSE"],
    fzstd: ["package.json", "lib/index.js"],
    zeromq: ["package.json", "lib/index.js", "lib/load-addon.js"],
    seedrandom: ["index.js", "seedrandom.js", "lib/xor128.js"],
    "node-addon-api": [""],
  };
  const others = {
    "cmake-ts": ["src/lib.ts", "build/lib.js", "build/main.js", "build/deps/types.d.ts"],
    "@uwdata/flechette": ["src/index.js", "dist/flechette.min.js", "dist/types/index.d.ts", "docs/index.md"],
    hyparquet: ["types/index.d.ts"],
    "hyparquet-writer": ["types/index.d.ts"],
    fflate: ["umd/index.js", "esm/index.mjs", "lib/browser.cjs", "lib/node.d.cts"],
    fzstd: ["umd/index.js", "esm/index.mjs"],
    zeromq: ["src/module.h", "lib/index.d.ts", "lib/ts3.7"],
    seedrandom: ["coverage/lcov.info", ".nyc_output/processinfo", "Gruntfile.js"],
    "node-addon-api": ["napi.h", "index.js"],
  };
  const isEachNeeded = (packages: Record<string, string[]>): boolean[] =>
    Object.entries(packages).flatMap(([name, files]) => files.map((file) => isNeeded(name, file)));
  expect(isEachNeeded(needed)).not.toContain(false);
  expect(isEachNeeded(others)).not.toContain(true);
});
