import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { filesIn, prune } from "../../scripts/lib/built.mjs";
import { fingerprint, fingerprintFiles, readStamps, writeStamp } from "../../scripts/lib/state.mjs";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "factorlab state "))));
afterEach(() => rmSync(folder, { recursive: true }));

const put = (path: string, text = "") => {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
};

describe("a fingerprint", () => {
  it("knows where one text ends and the next begins", () => {
    expect(fingerprint("ab", "c")).not.toBe(fingerprint("a", "bc"));
  });

  it("changes with a file's content and with its name, and not with the folder", () => {
    put("one/a.ts", "1");
    put("two/a.ts", "1");
    const of = (name: string) => fingerprintFiles([join(folder, name)], join(folder, name));
    expect(of("one")).toBe(of("two"));
    put("two/a.ts", "2");
    expect(of("one")).not.toBe(of("two"));
    rmSync(join(folder, "two/a.ts"));
    put("two/b.ts", "1");
    expect(of("one")).not.toBe(of("two"));
  });

  it("leaves out what builds make", () => {
    put("src/a.ts", "1");
    const before = fingerprintFiles([folder], folder);
    for (const made of ["lib/a.js", "dist/a.js", "node_modules/a.js", "a.tsbuildinfo"]) put(made, "made");
    expect(fingerprintFiles([folder], folder)).toBe(before);
  });
});

describe("the stamps of set-up", () => {
  it("are remembered and forgotten one by one", () => {
    const file = join(folder, "deep", "state.json");
    expect(readStamps(file)).toEqual({});
    writeStamp("packages", "abc", file);
    writeStamp("library", "def", file);
    writeStamp("packages", null, file);
    expect(readStamps(file)).toEqual({ library: "def" });
    expect(readdirSync(join(folder, "deep"))).toEqual(["state.json"]);
  });

  it.each(["", "{", "[]", "null", '{"stamps":3}'])("are none in a broken file: %j", (text) => {
    put("state.json", text);
    expect(readStamps(join(folder, "state.json"))).toEqual({});
  });
});

describe("compiled files", () => {
  it("go with their sources, and only they", () => {
    put("src/kept.ts");
    put("src/room/view.tsx");
    for (const file of ["kept.js", "kept.d.ts", "gone.js", "gone.d.ts.map", "notes.tsbuildinfo"])
      put(`lib/${file}`);
    for (const file of ["room/view.js", "room/gone.js", "esm/other.js"]) put(`lib/${file}`);
    prune(join(folder, "lib"), join(folder, "src"), ["esm"]);
    const left = filesIn(join(folder, "lib"), "").map((file) =>
      file.slice(folder.length + 5).replaceAll("\\", "/"),
    );
    expect(left.sort()).toEqual([
      "esm/other.js",
      "kept.d.ts",
      "kept.js",
      "notes.tsbuildinfo",
      "room/view.js",
    ]);
  });
});
