import { createHash } from "node:crypto";
import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as workers from "node:worker_threads";
import fc from "fast-check";
import { afterAll, describe, expect, test, vi } from "vitest";
import { DecodedText } from "../../src/files/decoded-text";
import { GrowingHeap } from "../../src/kernels/heap";
import { endHelpers } from "../../src/kernels/pool";
import { atOnce } from "../../src/kernels/run";
import type { Columns } from "../../src/ratings/by-keys";
import { RatingCollector } from "../../src/ratings/collector";
import { csvSource } from "../../src/ratings/csv";
import { IdIndex } from "../../src/ratings/ids";
import { PackedRows } from "../../src/ratings/packed/packed-rows";
import { PackedSort } from "../../src/ratings/packed/packed-order";
import { PackedValues } from "../../src/ratings/packed/packed-value";
import { Ratings } from "../../src/ratings/ratings";
import { readRatings } from "../../src/ratings/read-ratings";
import { sortedRows } from "../../src/ratings/sort";

const folder = fs.mkdtempSync(join(tmpdir(), "factorlab packed "));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  fs.writeFileSync(path, content);
  return path;
}

/** Small whole numbers that look drawn, the k-th of them. */
const drawn = (k: number, salt: number, below: number): number =>
  (Math.imul(k ^ (salt << 20), 0x9e3779b1) >>> 7) % below;

type Parts = Pick<Ratings, "rows" | "timestamps" | "userIds" | "itemIds" | "scale">;

const digest = ({ rows, timestamps, userIds, itemIds, scale }: Parts): string =>
  createHash("sha256")
    .update(rows.offsets)
    .update(rows.indices)
    .update(rows.values)
    .update(timestamps ?? "")
    .update(JSON.stringify([...userIds, ...itemIds, ...scale]))
    .digest("hex");

interface Row {
  readonly user: string;
  readonly item: string;
  readonly rating: number;
  readonly timestamp: number;
}

/** A row for each user and item, in an order that is not theirs. */
function someRows(count: number): Row[] {
  return Array.from({ length: count }, (_, k) => ({
    user: `${drawn(k, 1, 3000)}`,
    item: `${10 * k + drawn(k, 2, 10)}`,
    rating: drawn(k, 3, 11) / 2,
    timestamp: 1e9 + drawn(k, 4, 1e8),
  }));
}

const lineOf = ({ user, item, rating, timestamp }: Row): string => `${user},${item},${rating},${timestamp}`;
const columnsOf = (rows: readonly Row[], timed: boolean): Ratings =>
  Ratings.fromColumns({
    users: rows.map(({ user }) => user),
    items: rows.map(({ item }) => item),
    ratings: rows.map(({ rating }) => rating),
    ...(timed && { timestamps: rows.map(({ timestamp }) => timestamp) }),
  });

const header = "userId,movieId,rating,timestamp\n";
const rows = someRows(900_000);
const path = file("rows.csv", `${header}${rows.map(lineOf).join("\n")}\n`);

describe("a file of many pieces, read by kernels", () => {
  test("is as its columns are, with times and without", () => {
    expect(fs.statSync(path).size).toBeGreaterThan(2 ** 20 + 4 * 2 ** 22);
    expect(digest(readRatings(path))).toBe(digest(columnsOf(rows, true)));
    expect(digest(readRatings(path, { timestamp: null }))).toBe(digest(columnsOf(rows, false)));
  });

  test("is the same with line ends of Windows, and without one at its end", () => {
    const some = rows.slice(0, 200_000);
    const expected = digest(columnsOf(some, true));
    const lines = [header.trim(), ...some.map(lineOf)];
    expect(digest(readRatings(file("windows.csv", `${lines.join("\r\n")}\r\n`)))).toBe(expected);
    expect(digest(readRatings(file("open.csv", lines.join("\n"))))).toBe(expected);
  });

  test("is the same with two signs between fields", () => {
    const some = rows.slice(0, 200_000);
    const lines = some.map((row) => lineOf(row).replaceAll(",", "::"));
    expect(digest(readRatings(file("colons.dat", `${lines.join("\n")}\n`)))).toBe(
      digest(columnsOf(some, true)),
    );
  });

  test("is the same user by user, as most files are, whole or with one rating that comes late", () => {
    const some = rows.slice(0, 300_000).sort((a, b) => Number(a.user) - Number(b.user));
    const late = [...some.slice(1), some[0]];
    for (const [name, given] of Object.entries({ some, late }))
      for (const timed of [true, false]) {
        const read = file(`${name}.csv`, `${header}${given.map(lineOf).join("\n")}\n`);
        expect(digest(readRatings(read, timed ? {} : { timestamp: null }))).toBe(
          digest(columnsOf(given, timed)),
        );
      }
  });

  test("names the lines of what is there twice where it comes user by user", () => {
    const some = rows.slice(0, 100_000).sort((a, b) => Number(a.user) - Number(b.user));
    const { user, item } = some[70_000];
    const end = some.findLastIndex((row) => row.user === user) + 1;
    const lines = [...some.slice(0, end), some[70_000], ...some.slice(end)].map(lineOf);
    const twice = file("twice.csv", `${header}${lines.join("\n")}\n`);
    expect(() => readRatings(twice)).toThrow(
      `: line ${end + 2} has user "${user}" and item "${item}", as line 70002 has`,
    );
  });

  test("is the same with an id longer than what kernels look at together", () => {
    for (const length of [10_000, 65_000, 100_000]) {
      const some = rows.slice(0, 50_000);
      some[20_000] = { ...some[20_000], item: "1234567890".repeat(length / 10) };
      const long = file("long.csv", `${header}${some.map(lineOf).join("\n")}\n`);
      expect(digest(readRatings(long))).toBe(digest(columnsOf(some, true)));
    }
  });

  test("is the same with rows that kernels do not know, few or many", () => {
    const odd = ({ user, item, rating, timestamp }: Row, k: number): string =>
      k % 3 === 0
        ? `"${user}",${item}, ${rating},${timestamp}`
        : k % 3 === 1
          ? `\n${user},${item},-1e-3,"${timestamp}"`
          : `${user},"${item}\n",+7.25,${timestamp}`;
    const valueOf = (rating: number, k: number): number => [rating, -1e-3, 7.25][k % 3];
    for (const every of [97, 5003, 120_011]) {
      const some = rows.slice(0, 250_000);
      const lines = some.map((row, k) => (k % every === 5 ? odd(row, k) : lineOf(row)));
      const changed = some.map((row, k) =>
        k % every === 5
          ? { ...row, rating: valueOf(row.rating, k), item: k % 3 === 2 ? `${row.item}\n`.trim() : row.item }
          : row,
      );
      const read = readRatings(file("odd.csv", `${header}${lines.join("\n")}\n`));
      expect(digest(read)).toBe(digest(columnsOf(changed, true)));
    }
  });

  test("names the line of what is wrong far down in it", () => {
    const lines = rows.slice(0, 500_000).map(lineOf);
    const wrong = (line: string): (() => Ratings) => {
      const wrongPath = file("wrong.csv", `${header}${[...lines, line].join("\n")}\n`);
      return () => readRatings(wrongPath);
    };
    expect(wrong("1,2,x,4")).toThrow(/: rating in line 500002 is "x", expected a number/);
    expect(wrong("1,2,3")).toThrow(/: line 500002 has 3 fields, expected 4/);
    expect(wrong(lines[250_000])).toThrow(
      new RegExp(
        `: line 500002 has user "${rows[250_000].user}" and item "${rows[250_000].item}", as line 250002 has`,
      ),
    );
    const outside = (): Ratings => readRatings(path, { scale: [0.5, 5] });
    const first = rows.findIndex(({ rating }) => rating < 0.5);
    expect(outside).toThrow(
      new RegExp(`: rating in line ${first + 2} is 0, expected a number from 0.5 to 5`),
    );
  });

  test("merges what is there twice as each policy says", () => {
    const some = rows.slice(0, 100_000);
    const twice = [...some, ...some.slice(30_000, 60_000).map((row) => ({ ...row, rating: 7 }))];
    const twicePath = file("twice.csv", `${header}${twice.map(lineOf).join("\n")}\n`);
    for (const duplicates of ["first", "last", "mean"] as const) {
      const read = readRatings(twicePath, { duplicates });
      const columns = Ratings.fromColumns(
        {
          users: twice.map(({ user }) => user),
          items: twice.map(({ item }) => item),
          ratings: twice.map(({ rating }) => rating),
          timestamps: twice.map(({ timestamp }) => timestamp),
        },
        { duplicates },
      );
      expect(digest(read)).toBe(digest(columns));
    }
  });
});

describe("reading by kernels", () => {
  const text = `${header}${rows.slice(0, 120_000).map(lineOf).join("\n")}\n`;
  const bytes = new TextEncoder().encode(text);
  const expected = digest(columnsOf(rows.slice(0, 120_000), true));

  /** The ratings, read by so many threads from one piece. */
  function readBy(threads: number): string {
    const [userIds, itemIds] = [new IdIndex("user"), new IdIndex("item")];
    const source = csvSource(new DecodedText([bytes], "utf-8", "a.csv", bytes.length), {});
    const collector = new RatingCollector(userIds, itemIds, undefined, source.pathOf);
    Object.assign(collector.running, { threads });
    source.readInto(collector);
    expect(collector.packed).not.toBeNull();
    const shape = { rows: userIds.size, columns: itemIds.size };
    const never = (): never => expect.unreachable();
    const sorted = sortedRows(collector.take(), shape, "error", never, collector.running);
    return digest({ ...sorted, userIds, itemIds, scale: sorted.range! });
  }

  test.each([1, 2, 3, 8])("on %d threads gives the same bytes", (threads) => {
    expect(readBy(threads)).toBe(expected);
  });

  test("gives the same when a thread ends in the middle of it", async () => {
    endHelpers();
    let ended = 0;
    const real = process.getBuiltinModule.bind<(name: string) => object>(process);
    class Worker extends workers.Worker {
      constructor(source: string, settings: workers.WorkerOptions) {
        super(source.replace("run(...numbers", "process.exit(); run(...numbers"), settings);
        this.on("exit", () => ended++);
      }
    }
    vi.spyOn(process, "getBuiltinModule").mockImplementation((name: string): object =>
      name === "node:worker_threads" ? { Worker } : real(name),
    );
    // On a busy machine, all may be read before the thread has begun.
    for (let reading = 0; reading < 20 && ended === 0; reading++) {
      expect(digest(Ratings.fromCsv([text]))).toBe(expected);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(ended).toBe(1);
    endHelpers();
  });

  test("gives the same wherever memory ends", () => {
    const take = Reflect.get<GrowingHeap, "take">(GrowingHeap.prototype, "take");
    let most = 0;
    let calls = 0;
    vi.spyOn(GrowingHeap.prototype, "take").mockImplementation(function (this: GrowingHeap, size: number) {
      if (++calls > most) throw new RangeError("no more memory");
      return Reflect.apply(take, this, [size]);
    });
    for (; ; most++) {
      calls = 0;
      expect(digest(Ratings.fromCsv([text]))).toBe(expected);
      if (calls <= most) break;
    }
    expect(most).toBeGreaterThan(15);
  });

  test("ends a last line where the text ends, whatever was read before", () => {
    const long = Array.from({ length: 60_000 }, (_, k) => `1,${10_000 + k},5\n`).join("");
    const short = Array.from({ length: 4000 }, (_, k) => `2,${10_000 + k},4\n`).join("");
    const ratings = Ratings.fromCsv([long, `${short}2,9999,3`]);
    expect(ratings.get(2, 9999)).toBe(3);
    expect(ratings.length).toBe(64_001);
  });

  test("is interrupted between two tasks", () => {
    const flag = new Int32Array(3);
    const global = globalThis as unknown as Record<symbol, unknown>;
    global[Symbol.for("factorlab.stop")] = flag;
    const { readSync } = fs;
    let reads = 0;
    vi.spyOn(fs, "readSync").mockImplementation((...given: Parameters<typeof readSync>) => {
      if (++reads === 2) flag[0] = 1;
      return readSync(...given);
    });
    try {
      expect(() => readRatings(path)).toThrow(
        expect.objectContaining({
          name: "KeyboardInterrupt",
          message: expect.stringMatching(/reading was stopped after [\d,]+ ratings$/),
        }),
      );
      expect(reads).toBeLessThan(4);
    } finally {
      Reflect.deleteProperty(globalThis, Symbol.for("factorlab.stop"));
    }
  });
});

describe("packed values", () => {
  test("come back to their last digit", () => {
    const number = fc.oneof(fc.double({ noNaN: true }), fc.nat(2 ** 25).map((n) => n / 100), fc.constantFrom(0, -0, -1, 1e15, 16777215, 16777216, 0.1, 2.675, 99999.99));
    fc.assert(
      fc.property(fc.array(number), (numbers) => {
        const values = new PackedValues();
        const packed = numbers.map((each) => values.pack(each));
        expect(packed.map((each) => values.unpack(each))).toEqual(numbers);
      }),
      { numRuns: 500 },
    );
  }); // prettier-ignore
});

describe("sorting by kernels", () => {
  const entry = fc.tuple(fc.nat(400), fc.nat(90), fc.constantFrom(1, 2.5, -3, 0, 1 / 3), fc.nat(99));

  test("gives what sorting as columns gives, however many users have nothing", () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 400 }), fc.boolean(), fc.constantFrom(401, 5000, 60_000), fc.constantFrom(91, 5000, 70_000), (entries, timed, users, items) => {
        const packed = new PackedRows(timed);
        for (const [user, item, value, time] of entries) packed.add(user * Math.floor(users / 401), item * Math.floor(items / 91), value, timed ? time : undefined);
        const shape = { rows: users, columns: items };
        const never = (): never => expect.unreachable();
        const expected = sortedRows(packed.toColumns(), shape, "last", never);
        const order = new PackedSort(packed, shape, atOnce()).run();
        expect(order).not.toBeNull();
        const { rows: sorted, timestamps } = sortedRows(packed, shape, "last", never);
        for (const name of ["offsets", "indices", "values"] as const)
          expect(Buffer.compare(Buffer.from(sorted[name].buffer), Buffer.from(expected.rows[name].buffer))).toBe(0);
        expect(timestamps).toEqual(expected.timestamps);
      }),
      { numRuns: 60 },
    );
  }); // prettier-ignore

  test.each([[false, 1], [true, 1], [false, 16], [true, 16]])("gives the same user by user, times: %s, apart by %d", (timed, apart) => {
    const packed = new PackedRows(timed);
    for (let k = 0; k < 100_000; k++) {
      // Each user's items fall, and now and then one is there again; some users have nothing.
      const user = apart * Math.floor(k / 90);
      const value = [1, 2.5, -3, 1 / 3, -0][drawn(k, 5, 5)];
      packed.add(user, 200 - (k % 90) * 2 + (k % 7 === 0 ? 2 : 0), value, timed ? drawn(k, 6, 1e6) : undefined);
    }
    const shape = { rows: apart * 1200, columns: 300 };
    const never = (): never => expect.unreachable();
    const none = new IdIndex("user");
    for (const duplicates of ["first", "last", "mean"] as const) {
      const bytes = (from: Columns | PackedRows): string => digest({ ...sortedRows(from, shape, duplicates, never), userIds: none, itemIds: none, scale: [0, 1] });
      expect(bytes(packed)).toBe(bytes(packed.toColumns()));
    }
    const order = new PackedSort(packed, shape, atOnce()).run();
    expect(order).toMatchObject({ isRepeating: true, range: [-3, 2.5] });
  }); // prettier-ignore

  test("leaves more items and users than records have room for to sorting as columns", () => {
    const packed = new PackedRows(false);
    packed.add(2 ** 25, 2 ** 25, 1, undefined);
    const shape = { rows: 1, columns: 2 ** 24 + 1 };
    expect(new PackedSort(packed, shape, atOnce()).run()).toBeNull();
    expect(new PackedSort(packed, { rows: 2 ** 24 + 1, columns: 1 }, atOnce()).run()).toBeNull();
  });
});
