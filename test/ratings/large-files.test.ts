import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test, vi } from "vitest";
import { FileError, ValueError } from "../../src/errors";
import { fileBytes } from "../../src/files/read";
import { readText } from "../../src/files/text-file";
import { Ratings } from "../../src/ratings/ratings";
import { withProgress } from "../../src/ratings/read-progress";
import { readRatings } from "../../src/ratings/read-ratings";

const folder = fs.mkdtempSync(join(tmpdir(), "factorlab large "));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  fs.writeFileSync(path, content);
  return path;
}

const rows = Array.from({ length: 300_000 }, (_, k) => `${k % 997},${k},${(k % 5) + 1}\n`).join("");

/** Does something to a file once its first piece has been read. */
function meanwhile(act: () => void): void {
  const { readSync } = fs;
  let reads = 0;
  vi.spyOn(fs, "readSync").mockImplementation((...given: Parameters<typeof readSync>) => {
    const length = readSync(...given);
    if (++reads === 1) act();
    return length;
  });
}

describe("a file that changes while it is read", () => {
  const changes: [name: string, change: (path: string) => void, message: RegExp][] = [
    ["grows", (path) => fs.appendFileSync(path, "1,x,5\n"), /changed while it was read \(\d+ bytes before, \d+ read, \d+ after\), expected a file that nothing writes to/],
    ["grows by half a row", (path) => fs.appendFileSync(path, "1,"), /changed while it was read/],
    ["is cut", (path) => fs.truncateSync(path, 2 ** 20 + 7), /changed while it was read/],
    ["is cut to nothing", (path) => fs.truncateSync(path, 0), /changed while it was read/],
    ["is written anew", (path) => fs.writeFileSync(path, "user,item,rating\na,x,good\n"), /changed while it was read/],
    ["is written anew at the same length", (path) => fs.writeFileSync(path, fs.readFileSync(path).map((byte) => (byte === 10 ? 10 : 55))), /changed while it was read/],
  ]; // prettier-ignore

  test.each(changes)("is refused where it %s, whatever is wrong with it besides", (_, change, message) => {
    const path = file("a.csv", rows);
    fs.utimesSync(path, 1e9, 1e9);
    meanwhile(() => change(path));
    let error: unknown;
    try {
      readRatings(path);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(FileError);
    expect(error).toMatchObject({ path, argument: "path" });
    expect((error as FileError).message).toMatch(message);
  });

  test.each(["a.csv.gz", "a.json", "a.txt"])("is refused as %s", (name) => {
    const path = file(name, name.endsWith(".gz") ? gzipSync(rows) : "[[1,2,3]]");
    fs.utimesSync(path, 1e9, 1e9);
    meanwhile(() => fs.appendFileSync(path, " "));
    expect(() => (name.endsWith(".txt") ? readText(path) : readRatings(path))).toThrow(
      /changed while it was read/,
    );
  });

  test("is read where it is replaced by another one, as it was", () => {
    const path = file("b.csv", rows);
    meanwhile(() => fs.renameSync(file("c.csv", "a,x,1\n"), path));
    expect(readRatings(path).length).toBe(300_000);
  });
});

describe("ratings that are too large for memory", () => {
  /** A machine that has so much memory free. */
  const free = (bytes: number): unknown =>
    vi.stubGlobal("process", { ...process, platform: "linux", availableMemory: () => bytes });
  const message = /ratings is at least 4,1\d\d,\d\d\d of them, which takes 0\.1\d+ GB, expected what fits into the 0\.100 GB of memory that are free: fewer ratings; Spark's ALS/;

  test("are refused by their number before it is allocated", () => {
    free(1e8);
    const users = new Uint8Array(4_050_000);
    expect(() => Ratings.fromColumns({ users, items: users })).toThrow(ValueError);
    expect(() => Ratings.fromColumns({ users, items: users })).toThrow(
      /^ratings is at least 4,050,000 of them, which takes 0\.130 GB, expected what fits into the 0\.100 GB/,
    );
  });

  test("are refused by the estimate from the first part of a file", () => {
    free(1e8);
    const part = Array.from({ length: 40_000 }, (_, k) => `${k % 997},${k},${(k % 5) + 1}\n`).join("");
    const path = file("large.csv", part.repeat(100));
    const made: number[] = [];
    const { fstatSync } = fs;
    vi.spyOn(fs, "readSync").mockImplementation(((fd: number, buffer: Uint8Array) => {
      made.push(fstatSync(fd).size);
      return fs.readvSync(fd, [buffer]);
    }) as never);
    expect(() => readRatings(path)).toThrow(message);
    expect(made.length).toBeLessThan(3);
  });

  test("are refused where they grow beyond it, one by one", () => {
    free(1e8);
    function* endless(): Generator<[number, number, number]> {
      for (let k = 0; ; k++) yield [k % 1000, k, 1];
    }
    expect(() => Ratings.from(endless())).toThrow(/^ratings is at least 4,194,304 of them/);
  });

  test("are refused where they are more than offsets can count, whatever the memory", () => {
    free(1e15);
    const users = Object.defineProperty(new Uint8Array(0), "length", { value: 2 ** 31 });
    expect(() => Ratings.fromColumns({ users, items: users })).toThrow(/expected at most 2,147,483,647/);
  });

  test("and so is a packed file that is larger than memory", () => {
    free(1);
    const path = join(folder, "huge.csv.gz");
    fs.closeSync(fs.openSync(path, "w"));
    fs.truncateSync(path, 2e8);
    expect(() => fileBytes(path)).toThrow(/huge\.csv\.gz, to be read at once, which takes 0\.200 GB/);
  });
}); // prettier-ignore

describe("the progress of reading", () => {
  const display = Symbol.for("factorlab.display");
  const chunks = Array.from({ length: 10 }, () => new Uint8Array(1e6));
  /** What a notebook shows while reading takes some milliseconds for each piece. */
  function shown(milliseconds: number, options: Parameters<typeof withProgress>[3] = {}): unknown[] {
    const sent: unknown[] = [];
    (globalThis as never as Record<symbol, unknown>)[display] = (bundle: Record<string, string>, where: { update: boolean }) =>
      sent.push([bundle["text/plain"], where.update]);
    let time = 0;
    try {
      for (const chunk of withProgress(chunks, "a.csv", 1e7, options, () => time)) time += chunk.length && milliseconds;
    } finally {
      Reflect.deleteProperty(globalThis, display);
    }
    return sent;
  }

  test("is shown from the second second on, in one output", () => {
    expect(shown(300)).toEqual([
      ["a.csv: 40 % of 10.0 MB read", false],
      ...[50, 60, 70, 80, 90].map((percent) => [`a.csv: ${percent} % of 10.0 MB read`, true]),
      ["a.csv: 10.0 MB read", true],
    ]);
  });

  test("is not shown for what takes less, nor where it is not wanted", () => {
    expect(shown(90)).toEqual([]);
    expect(shown(300, { display: false })).toEqual([]);
  });

  test("is told to whoever asks", () => {
    const told: unknown[] = [];
    const path = file("p.csv", rows);
    readRatings(path, { onProgress: (bytes, total) => told.push([bytes, total]) });
    const { size } = fs.statSync(path);
    expect(told.at(-1)).toEqual([size, size]);
    expect(() => readRatings(path, { onProgress: 5 as never })).toThrow(/^onProgress is 5/);
    expect(() => readRatings(path, { display: 5 as never })).toThrow(/^display is 5/);
  });
}); // prettier-ignore
