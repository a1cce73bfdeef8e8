import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FileError, ValueError } from "../../src/errors";
import { readText, writeText } from "../../src/files/text-file";

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

/** The error that a failing call of a system function gives, as Node makes it. */
function refusal(code: string): Error {
  return Object.assign(new Error(`${code}: on purpose`), { code });
}

async function thrownBy(call: () => Promise<unknown>): Promise<FileError> {
  try {
    await call();
  } catch (error) {
    expect(error).toBeInstanceOf(FileError);
    return error as FileError;
  }
  throw new Error("nothing was thrown");
}

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

  const steps = ["openSync", "writeSync", "fsyncSync", "closeSync", "renameSync"] as const;
  test.each(steps.flatMap((step) => [1, 2, 3].map((k) => [step, k] as const)))(
    "is the old one or the new one, and whole, when %s fails the %d. time",
    async (step, k) => {
      const [old, next] = ["old ".repeat(100), "new ".repeat(1 << 19)];
      await writeText(path, old);
      const real = fs[step] as (...given: unknown[]) => unknown;
      let calls = 0;
      const spy = vi.spyOn(fs, step).mockImplementation((...given: unknown[]) => {
        if (++calls === k) throw refusal("EIO");
        return real(...given) as never;
      });
      const failed = await writeText(path, next).then(
        () => null,
        (error: unknown) => error,
      );
      spy.mockRestore();
      if (calls < k) expect(failed).toBeNull();
      else expect(failed).toBeInstanceOf(FileError);
      const text = readText(path);
      expect(text === (failed === null ? next : old) || text === next).toBe(true);
      expect(names()).toEqual(["model.json"]);
      await writeText(path, next);
      expect(readText(path) === next).toBe(true);
    },
  );

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
    ["with a 0 in its name", () => `${path}\0`, /cannot be written \(.*null bytes.*\), expected a place/],
    ["too long", () => join(folder, "x".repeat(300)), /cannot be written \(ENAMETOOLONG/],
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
