import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FileError, ValueError } from "../../src/errors";
import { readText, writeText } from "../../src/files/text-file";
import { refusal, thrownBy } from "./failures";

const root = fs.mkdtempSync(join(tmpdir(), "factorlab writing "));
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

let folder = root;
let path = root;
beforeEach(() => {
  folder = fs.mkdtempSync(join(root, "folder "));
  path = join(folder, "model.json");
});

const names = (): string[] => fs.readdirSync(folder).sort();

describe("a file that is written", () => {
  test("has all of its text, surrogates at the edges of its pieces too", async () => {
    const text = `${"x".repeat((1 << 20) - 1)}🦊${"é".repeat(1 << 20)}`;
    await writeText(path, text);
    expect(readText(path) === text).toBe(true);
    expect(names()).toEqual(["model.json"]);
  });

  test("is on the disk before it has its name, and its name before the call ends", async () => {
    const order: string[] = [];
    for (const name of ["writeSync", "fsyncSync", "closeSync", "renameSync"] as const) {
      const real = fs[name] as (...given: unknown[]) => unknown;
      vi.spyOn(fs, name).mockImplementation((...given: unknown[]) => {
        order.push(name);
        return real(...given) as never;
      });
    }
    await writeText(path, "whole");
    const folderToo = process.platform === "win32" ? [] : ["fsyncSync", "closeSync"];
    expect(order).toEqual(["writeSync", "fsyncSync", "closeSync", "renameSync", ...folderToo]);
  });

  test("is written on where the system takes only some of the bytes", async () => {
    const real = fs.writeSync as (file: number, bytes: Uint8Array) => number;
    vi.spyOn(fs, "writeSync").mockImplementation(((file: number, bytes: Uint8Array) =>
      real(file, bytes.subarray(0, 7))) as never);
    await writeText(path, "a text that is longer than seven bytes");
    expect(readText(path)).toBe("a text that is longer than seven bytes");
  });

  const steps = [
    ...["openSync", "writeSync", "fsyncSync", "closeSync", "renameSync", "readdirSync", "fstatSync"],
    ...["lstatSync", "readlinkSync", "statSync", "accessSync", "fchmodSync", "fchownSync"],
  ] as (keyof typeof fs)[];
  /** A plain file, and one behind a link that has a mode and, where it can be given away, an owner. */
  const befores: Record<string, () => string> = {
    "a file": () => path,
    "a file of another's behind a link": () => {
      const target = join(folder, "target");
      fs.writeFileSync(target, "");
      if (process.getuid?.() === 0) fs.chownSync(target, 1234, 1234);
      fs.chmodSync(target, 0o606);
      fs.symlinkSync("target", path);
      return target;
    },
  };
  const faults = Object.keys(befores).flatMap((before) =>
    steps.flatMap((step) => [1, 2, 3, 4].map((k) => [before, step, k] as const)),
  );
  test.each(faults)(
    `is the old one or the new one, and whole (${faults.length} faults): %s, %s fails the %d. time`,
    async (before, step, k) => {
      const [old, next] = ["old ".repeat(100), "new ".repeat(1 << 18)];
      const target = befores[before]();
      fs.writeFileSync(target, old);
      const { mode, uid, gid } = fs.statSync(target);
      const kept = names();
      const real = fs[step] as (...given: unknown[]) => unknown;
      let calls = 0;
      const spy = vi.spyOn(fs, step as "openSync").mockImplementation((...given: unknown[]) => {
        if (++calls === k) throw refusal("EIO");
        return real(...given) as never;
      });
      const failed = await writeText(path, next).then(
        () => null,
        (error: unknown) => error,
      );
      spy.mockRestore();
      // Nothing depends on what an old folder can be listed for: it is only swept.
      if (calls < k || step === "readdirSync") expect(failed).toBeNull();
      else expect(failed).toBeInstanceOf(FileError);
      const text = readText(path);
      expect(text === (failed === null ? next : old) || text === next).toBe(true);
      expect(fs.statSync(target)).toMatchObject({ mode, uid, gid });
      expect(names()).toEqual(kept);
      await writeText(path, next);
      expect(readText(path) === next).toBe(true);
      expect(fs.lstatSync(path).isSymbolicLink()).toBe(target !== path);
    },
  );

  test("is refused in words where it is mounted by itself", async () => {
    await writeText(path, "old");
    vi.spyOn(fs, "renameSync").mockImplementation(() => {
      throw refusal("EBUSY");
    });
    const { message } = await thrownBy(() => writeText(path, "new"));
    expect(message).toMatch(
      /cannot be replaced: it is in use, as a file is that is mounted by itself, expected another/,
    );
    expect([readText(path), names()]).toEqual(["old", ["model.json"]]);
  });

  describe("on Windows", () => {
    // The rest of Node stays that of this system.
    beforeEach(() => void vi.stubGlobal("process", Object.create(process, { platform: { value: "win32" } })));

    test.each(
      ["EPERM", "EACCES", "EBUSY"].flatMap((code) => [1, 2, 4].map((times) => [code, times] as const)),
    )("is written although another program had the old one open: %s %d times", async (code, times) => {
      await writeText(path, "old");
      const real = fs.renameSync;
      let calls = 0;
      vi.spyOn(fs, "renameSync").mockImplementation((from, to) => {
        if (++calls <= times) throw refusal(code);
        real(from, to);
      });
      await writeText(path, "new");
      expect([calls, readText(path), names()]).toEqual([times + 1, "new", ["model.json"]]);
    });

    test.each(["EPERM", "EACCES", "EBUSY"])("is refused where it stays open: %s", async (code) => {
      await writeText(path, "old");
      const spy = vi.spyOn(fs, "renameSync").mockImplementation(() => {
        throw refusal(code);
      });
      const error = await thrownBy(() => writeText(path, "new"));
      expect(error.message).toMatch(
        /cannot be replaced: another program has it open, expected a file that is closed there$/,
      );
      expect(spy.mock.calls.length).toBeGreaterThan(3);
      expect([readText(path), names()]).toEqual(["old", ["model.json"]]);
    });

    test("waits for no other refusal", async () => {
      const spy = vi.spyOn(fs, "renameSync").mockImplementation(() => {
        throw refusal("EIO");
      });
      await thrownBy(() => writeText(path, "new"));
      expect(spy.mock.calls.length).toBe(1);
    });

    const devices = ["NUL", "con", "Aux.json", "com1", "LPT9.txt", "a/nul", "a\\prn.gz", "C:nul", "nul .txt"];
    test.each(devices)("%s is no file", async (name) => {
      const error = await thrownBy(() => writeText(join(folder, name), "new"));
      expect(error.actual).toBe("is the name of a device on Windows");
    });

    test.each(["a/", "a\\", "C:\\none\\"])("%s ends as a folder does", async (name) => {
      const error = await thrownBy(() => writeText(name, "new"));
      expect(error.actual).toBe("ends as the path of a folder does");
    });
  });

  test("says that the disk is full, and leaves nothing of itself there", async () => {
    await writeText(path, "old");
    vi.spyOn(fs, "writeSync").mockImplementation(() => {
      throw refusal("ENOSPC");
    });
    const error = await thrownBy(() => writeText(path, "new"));
    expect(error.message).toBe(`${path} cannot be written: the disk is full, expected room on the disk`);
    expect(error).toMatchObject({ path, argument: "path", expected: "room on the disk" });
    expect((error.cause as { code: string }).code).toBe("ENOSPC");
    expect(readText(path)).toBe("old");
    expect(names()).toEqual(["model.json"]);
  });

  test("is written where folders cannot be synced, as on some networks", async () => {
    const real = fs.fsyncSync;
    let calls = 0;
    vi.spyOn(fs, "fsyncSync").mockImplementation((file) => {
      if (++calls > 1) throw refusal("EINVAL");
      real(file);
    });
    await writeText(path, "new");
    expect(readText(path)).toBe("new");
  });

  test.each<[string, () => string, RegExp]>([
    ["a folder", () => folder, /is a folder, expected the path of a file$/],
    ["a missing folder", () => join(folder, "none", "x.json"), /its folder does not exist, expected a path/],
    ["below a file", () => join(__filename, "x.json"), /its folder does not exist/],
    ["with a 0 in its name", () => `${path}\0`, /has a NUL character in it, expected a name without one$/],
    ["too long", () => join(folder, "x".repeat(300)), /has a name that is too long, expected a shorter one$/],
  ])("cannot have the name of %s, which the error says", async (_, where, message) => {
    const error = await thrownBy(() => writeText(where(), "text"));
    expect(error.message).toMatch(message);
    expect(error).toMatchObject({ path: where(), argument: "path" });
    expect(error.expected).toBeDefined();
    expect(names()).toEqual([]);
  });

  test.each([5, "", undefined, null, {}])("needs a path, which %s is not", async (given) => {
    await expect(writeText(given as never, "text")).rejects.toThrow(ValueError);
    await expect(writeText(given as never, "text")).rejects.toMatchObject({
      argument: "path",
      actual: given,
      expected: "the path of a file",
    });
  });

  // Root may write everywhere, and Windows has no such modes: there is no such test then.
  if (process.platform !== "win32" && process.getuid?.() !== 0)
    test("is refused in a folder that may only be read", async () => {
      await writeText(path, "old");
      fs.chmodSync(folder, 0o500);
      try {
        expect((await thrownBy(() => writeText(path, "new"))).message).toMatch(/may not be written/);
      } finally {
        fs.chmodSync(folder, 0o700);
      }
      expect(readText(path)).toBe("old");
    });

  test.each(["EACCES", "EPERM", "EROFS"])("is refused with %s in words", async (code) => {
    vi.spyOn(fs, "openSync").mockImplementation(() => {
      throw refusal(code);
    });
    const { message } = await thrownBy(() => writeText(path, "new"));
    expect(message).toMatch(/may not be written, expected a folder that may be written to$/);
  });

  test("sweeps away what a killed process has left of it, and nothing else", async () => {
    const others = ["model.json.tmp", "other.json.1-1.part", `model.json.${process.pid}-0.part`, "a.part"];
    // No process has this number: the system's are smaller.
    for (const name of [...others, "model.json.99999999-3.part"]) fs.writeFileSync(join(folder, name), "");
    await writeText(path, "new");
    expect(names()).toEqual(["model.json", ...others].sort());
  });

  test("sweeps away what an earlier process of the same number has left, as in containers", async () => {
    const names = [0, 1].map((k) => `model.json.${process.pid}-${k}.part`);
    for (const name of names) fs.writeFileSync(join(folder, name), "");
    const before = Date.now() / 1000 - process.uptime();
    fs.utimesSync(join(folder, names[0]), before - 5, before - 5);
    fs.utimesSync(join(folder, names[1]), before + 1, before + 1);
    await writeText(path, "new");
    expect(fs.readdirSync(folder).sort()).toEqual(["model.json", names[1]]);
  });

  test("is written beside what another thread of the same process writes", async () => {
    const real = fs.openSync as (...given: unknown[]) => number;
    let taken = 0;
    vi.spyOn(fs, "openSync").mockImplementation((...given: unknown[]) => {
      if (String(given[0]).endsWith(".part") && taken++ < 3) throw refusal("EEXIST");
      return real(...given);
    });
    await writeText(path, "new");
    expect(taken).toBe(4);
    expect(readText(path)).toBe("new");
  });
});
