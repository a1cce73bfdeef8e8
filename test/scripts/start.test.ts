import { describe, expect, it } from "vitest";
import { complaints, control } from "../../scripts/lib/declarations.mjs";
import { agrees } from "../../scripts/lib/npm.mjs";
import { withEarlier } from "../../scripts/lib/setup.mjs";
import { firstPage, warningsOnly } from "../../scripts/lib/start.mjs";

describe("the page that is opened", () => {
  it("is the first notebook", () => {
    expect(firstPage(["package.json", "02-b.ipynb", "01-a b.ipynb"])).toBe("/lab/tree/01-a%20b.ipynb");
  });

  it("is JupyterLab's own where there is no notebook", () => {
    expect(firstPage([])).toBe("/lab");
  });
});

it("warnings and errors of a server's log are shown with their traces, in whole lines only", () => {
  const shown: string[] = [];
  const log = warningsOnly((line) => shown.push(line));
  log("[I 2026 ServerApp] fine\n[W 2026 ServerApp] beware\n  more\n[I 2026 Ser");
  log("verApp] fine\n[W 2026 ServerApp] Notebook 01.ipynb is not trusted\n");
  log(
    "[W 2026 ServerApp] The websocket_ping_timeout (90000) cannot be longer than 30000.\n  Setting it\n[E 2026 ServerApp] bad\n",
  );
  expect(shown).toEqual(["[W 2026 ServerApp] beware", "  more", "[E 2026 ServerApp] bad"]);
});

describe("the steps of set-up", () => {
  it("bring along what they build on, in the order of work", () => {
    expect(withEarlier(["extension"])).toEqual(["packages", "kernels", "library", "extension"]);
    expect(withEarlier(["jupyter"])).toEqual([
      "packages",
      "kernels",
      "library",
      "extension",
      "environment",
      "jupyter",
    ]);
    expect(withEarlier(["environment"])).toEqual(["environment"]);
    expect(withEarlier(["testPackages"])).toEqual(["environment", "testPackages"]);
    expect(withEarlier(["deno"])).toEqual(["deno"]);
  });
});

describe("installed packages", () => {
  const wanted = {
    "": { version: "0.1.0" },
    extension: { version: "0.1.0" },
    "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
    "node_modules/only-windows": { version: "2.0.0", integrity: "sha512-w", optional: true },
  };
  const a = { version: "1.0.0", integrity: "sha512-a" };

  it("fit the lockfile without the optional ones of other systems", () => {
    expect(agrees(wanted, { "node_modules/a": a })).toBe(true);
  });

  it.each([
    ["one is missing", {}],
    ["one is another version", { "node_modules/a": { ...a, version: "1.0.1" } }],
    ["one has another content", { "node_modules/a": { ...a, integrity: "sha512-b" } }],
    ["one is too many", { "node_modules/a": a, "node_modules/b": a }],
  ])("do not fit where %s", (_, installed) => {
    expect(agrees(wanted, installed)).toBe(false);
  });
});

it("a declaration that only newer compilers understand is refused by TypeScript 5.0.4", () => {
  expect(complaints([control])).toEqual([expect.stringContaining("Type 'Float64Array' is not generic")]);
}, 30_000);
