import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { complaintsOf, rebuildOnChange } from "../../scripts/lib/rebuild.mjs";

describe("what is rebuilt on a change", () => {
  let folder: string;
  let close = (): void => undefined;
  const file = (): string => join(folder, "inner", "a.css");

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "factorlab-rebuild-"));
    mkdirSync(join(folder, "inner"));
    writeFileSync(file(), "1");
  });
  afterEach(() => {
    close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is rebuilt once for files that are written together, and again for a file that is replaced", async () => {
    const rebuild = vi.fn(() => Promise.resolve());
    close = rebuildOnChange([folder], rebuild);
    for (const text of "234") writeFileSync(file(), text);
    await expect.poll(() => rebuild.mock.calls.length, { timeout: 10_000 }).toBe(1);
    for (const times of [2, 3]) {
      writeFileSync(join(tmpdir(), "factorlab-rebuild-new"), "5");
      renameSync(join(tmpdir(), "factorlab-rebuild-new"), file());
      await expect.poll(() => rebuild.mock.calls.length, { timeout: 10_000 }).toBe(times);
    }
  });

  it("sees files in folders that were made later", async () => {
    const rebuild = vi.fn(() => Promise.resolve());
    close = rebuildOnChange([folder], rebuild);
    mkdirSync(join(folder, "new"));
    await expect.poll(() => rebuild.mock.calls.length, { timeout: 10_000 }).toBe(1);
    writeFileSync(join(folder, "new", "b.css"), "1");
    await expect.poll(() => rebuild.mock.calls.length, { timeout: 10_000 }).toBe(2);
  });

  it("is rebuilt once more where something changes meanwhile, never twice at a time", async () => {
    let atWork = 0;
    let most = 0;
    const rebuild = vi.fn(async () => {
      most = Math.max(most, (atWork += 1));
      await new Promise((done) => setTimeout(done, 1000));
      atWork -= 1;
    });
    close = rebuildOnChange([folder], rebuild);
    writeFileSync(file(), "2");
    await expect.poll(() => rebuild.mock.calls.length, { timeout: 10_000 }).toBe(1);
    writeFileSync(file(), "3");
    await expect.poll(() => rebuild.mock.calls.length, { timeout: 10_000 }).toBe(2);
    expect(most).toBe(1);
  });
});

it("only complaints of a watching compiler are shown, in whole lines with the name of what it compiles", () => {
  const shown: string[] = [];
  const pass = complaintsOf("library", (line) => shown.push(line));
  pass("9:00:01 AM - File change detected. Starting incremental compilation...\n\nsrc/a.ts(1,2): err");
  pass("or TS2304: no\n9:00:02 AM - Found 0 errors. Watching for file changes.\n");
  expect(shown).toEqual(["library: src/a.ts(1,2): error TS2304: no"]);
});
