import { describe, expect, it } from "vitest";
import { jupyterDisplay, Matrix } from "../../src";
import { gridOf } from "../../src/outputs/table/grid-of";
import { tableHtml } from "../../src/outputs/table/table-html";
import { bodyOf, captionOf, headOf, tableOf } from "./table-reader";

describe("lists of numbers", () => {
  it.each([
    new Int8Array([1, 2]),
    new Uint8Array([1, 2]),
    new Uint8ClampedArray([1, 2]),
    new Int16Array([1, 2]),
    new Uint16Array([1, 2]),
    new Int32Array([1, 2]),
    new Uint32Array([1, 2]),
    new Float32Array([1, 2]),
    new Float64Array([1, 2]),
    new BigInt64Array([1n, 2n]),
    new BigUint64Array([1n, 2n]),
  ])("a typed array is one row under its positions: $constructor.name", (list) => {
    expect(captionOf(list)).toBe(`${list.constructor.name} · 2`);
    expect(headOf(list)).toEqual(["0", "1"]);
    expect(bodyOf(list)).toEqual([["1", "2"]]);
  });

  it("a DataView and an empty typed array are no tables", () => {
    expect(tableOf(new DataView(new ArrayBuffer(8)))).toBeUndefined();
    expect(tableOf(new Float64Array(0))).toBeUndefined();
  });

  it("an array that fits one line of text is no table, a longer one is", () => {
    expect(tableOf([1, 2])).toBeUndefined();
    expect(tableOf([1, 2, 3, 4, 5, 6])).toBeUndefined();
    expect(captionOf([1, 2, 3, 4, 5, 6, 7])).toBe("numbers · 7");
    expect(captionOf([1n, 2n, 3n, 4n, 5n, 6n, 7n])).toBe("BigInts · 7");
  });

  it("null and undefined are named, a hole is empty", () => {
    // eslint-disable-next-line no-sparse-arrays -- it is what is tested
    expect(bodyOf([1, null, undefined, , 5, 6, 7, 8])).toEqual([
      ["1", "null", "undefined", "", "5", "6", "7", "8"],
    ]);
  });

  it.each<[string, unknown]>([
    ["a string", "text"],
    ["a list of texts and numbers", ["list", "of", "texts", 4, 5, 6, 7]],
    ["an empty list", []],
    ["an object", { a: [1, 2] }],
    ["a function", () => 1],
    ["a promise", Promise.resolve([[1, 2]])],
    ["null", null],
  ])("%s stays text", (_, value) => {
    expect(tableOf(value)).toBeUndefined();
  });
});

describe("rows of numbers", () => {
  it("are a table with the shape above", () => {
    const rows = [
      [1, 2.5],
      [3, 4],
    ];
    expect(captionOf(rows)).toBe("numbers · 2 × 2");
    expect(headOf(rows)).toEqual(["", "0", "1"]);
    expect(bodyOf(rows)).toEqual([
      ["0", "1.0", "2.5"],
      ["1", "3.0", "4.0"],
    ]);
  });

  it("stay as they are where lengths differ", () => {
    const ragged = [[1], [], [1, 2, 3]];
    expect(captionOf(ragged)).toBe("numbers · 3 rows of 0 to 3");
    expect(bodyOf(ragged)).toEqual([
      ["0", "1", "", ""],
      ["1", "", "", ""],
      ["2", "1", "2", "3"],
    ]);
  });

  it("say what they are in typed arrays and with other plain values", () => {
    expect(captionOf([new Float32Array(2), new Float32Array(2)])).toBe("rows of Float32Array · 2 × 2");
    expect(captionOf(Object.entries({ a: "x", b: "y" }))).toBe("texts · 2 × 2");
    expect(captionOf(Object.entries({ a: 1 }))).toBe("values · 1 × 2");
  });

  it("stay text where they hold objects, or nothing at all", () => {
    expect(tableOf([[1, {}]])).toBeUndefined();
    expect(tableOf([[], []])).toBeUndefined();
    expect(tableOf([[null]])).toBeUndefined();
    expect(tableOf([[1], 2])).toBeUndefined();
  });
});

describe("records", () => {
  it("are a table with the keys of all as columns, each with decimals of its own", () => {
    const records = [
      { user: "Ann", rating: 4.5, films: 3 },
      { user: "Bob", rating: 3, note: { seen: true } },
    ];
    expect(captionOf(records)).toBe("records · 2 rows × 4 columns");
    expect(headOf(records)).toEqual(["", "user", "rating", "films", "note"]);
    expect(bodyOf(records)).toEqual([
      ["0", "Ann", "4.5", "3", ""],
      ["1", "Bob", "3.0", "", "{ seen: true }"],
    ]);
  });

  it("may be instances of a class; objects that display themselves, errors and dates are none", () => {
    class Rating {
      constructor(readonly stars: number) {}
    }
    expect(bodyOf([new Rating(3)])).toEqual([["0", "3"]]);
    expect(tableOf([Matrix.from([[1]])])).toBeUndefined();
    expect(tableOf([{ a: 1, [jupyterDisplay]: () => ({ "text/plain": "own" }) }])).toBeUndefined();
    expect(tableOf([new Error("no")])).toBeUndefined();
    expect(tableOf([new Date(0)])).toBeUndefined();
  });

  it("may have keys such as __proto__ and constructor", () => {
    const records = [JSON.parse('{ "__proto__": 1, "constructor": 2 }') as object, { constructor: 3 }];
    expect(headOf(records)).toEqual(["", "__proto__", "constructor"]);
    expect(bodyOf(records)).toEqual([
      ["0", "1", "2"],
      ["1", "", "3"],
    ]);
  });

  it("have the keys of their Map beside them; plain values have one column", () => {
    const byName = new Map([
      ["Ann", { age: 31 }],
      ["Bob", { age: 7 }],
    ]);
    expect(captionOf(byName)).toBe("Map · 2 rows × 1 column");
    expect(bodyOf(byName)).toEqual([
      ["Ann", "31"],
      ["Bob", "7"],
    ]);
    expect(bodyOf(new Map([[1, "one"]]))).toEqual([["1", "one"]]);
    expect(tableOf(new Map())).toBeUndefined();
    expect(tableOf(new Map([["a", new Map()]]))).toBeUndefined();
  });

  it("describe in few words what a cell cannot show whole", () => {
    const cyclic: Record<string, unknown> = {};
    cyclic["self"] = cyclic;
    const values = [
      [1, [2]],
      new Map([[1, 2]]),
      new Date(0),
      /x/g,
      Object.assign(new RangeError("far"), { stack: "RangeError: far\n    at f (/a/b.ts:1:2)" }),
      Symbol("s"),
      () => 1,
      cyclic,
      "",
      5n,
      true,
    ];
    expect(bodyOf([Object.fromEntries(values.map((value, k) => [`c${k}`, value]))])).toEqual([
      [
        ...["0", "[1, list of 1]", "Map(1)", "1970-01-01T00:00:00.000Z", "/x/g"],
        ...["RangeError: far (/a/b.ts:1:2)", "Symbol(s)", "[Function]", "{ self: {…} }", '""', "5", "true"],
      ],
    ]);
  });
});

describe("large tables", () => {
  const wide = Array.from({ length: 100 }, (_, i) => Array.from({ length: 60 }, (_, j) => i * 100 + j));

  it("show the first and the last rows and columns, and how many are left out", () => {
    expect(captionOf(wide)).toBe("numbers · 100 × 60");
    expect(headOf(wide).slice(9, 12)).toEqual(["8", "… 48 more columns", "57"]);
    const body = bodyOf(wide);
    expect(body).toHaveLength(21);
    expect(body[15]).toEqual(["… 80 more rows"]);
    expect(body[16].slice(0, 3)).toEqual(["95", "9500", "9501"]);
    expect(body[0][10]).toBe("…");
  });

  it("say how many more numbers one row has", () => {
    const list = new Float64Array(10_000);
    expect(captionOf(list)).toBe("Float64Array · 10,000");
    expect(headOf(list)[9]).toBe("… 9,988 more");
    expect(headOf(list).slice(-1)).toEqual(["9999"]);
  });

  it("show the start of a Map", () => {
    const body = bodyOf(new Map(Array.from({ length: 50 }, (_, k) => [k, k])));
    expect(body).toHaveLength(16);
    expect(body[15]).toEqual(["… 35 more rows"]);
  });

  it.each<[string, () => unknown]>([
    ["ten million numbers", () => new Float64Array(1e7)],
    ["5000 × 5000 numbers", () => Array.from({ length: 5000 }, () => Array<number>(5000).fill(Math.PI))],
    ["ten million rows", () => Array<number[]>(1e7).fill([1, 2])],
    ["a sparse array of four thousand million", () => Object.assign([], { 3: 1, length: 4e9 })],
    ["records with 10,000 keys", () => Array(100).fill(Object.fromEntries(wide.flat().map((k) => [k, k])))],
    [
      "texts full of markup",
      () => Array(100).fill(Object.fromEntries(wide[0].map((k) => [k, "<漢".repeat(1e5)]))),
    ],
  ])(
    "%s become a small table at once",
    (_, make) => {
      const value = make();
      const begun = performance.now();
      const html = tableOf(value);
      expect(performance.now() - begun).toBeLessThan(10_000);
      expect(html).toContain("more");
      expect(new TextEncoder().encode(html).length).toBeLessThan(100_000);
    },
    60_000,
  );

  it("cut long texts, and leave characters of two units whole", () => {
    const [[, text]] = bodyOf([{ a: "😀".repeat(100) }]);
    expect(text).toBe(`${"😀".repeat(39)}…`);
    expect(bodyOf([{ a: "x".repeat(80) }])[0][1]).toBe("x".repeat(80));
  });
});

describe("hostile values", () => {
  const refuse = (): never => {
    throw new Error("no");
  };
  const handler = { get: refuse, has: refuse, ownKeys: refuse, getPrototypeOf: refuse };

  it("are no tables where they throw at every access", () => {
    expect(tableOf(new Proxy([], handler))).toBeUndefined();
    expect(tableOf(new Proxy({}, handler))).toBeUndefined();
    expect(tableOf([new Proxy({}, handler)])).toBeUndefined();
    expect(tableOf(new Proxy(new Map([[1, 2]]), {}))).toBeUndefined();
    expect(tableOf(new Proxy([1], { get: () => Infinity }))).toBeUndefined();
  });

  it("a getter that throws spoils its own cell only, and is asked once", () => {
    let asked = 0;
    const record = {
      get bad(): never {
        asked++;
        throw new Error("no");
      },
      good: 1,
    };
    expect(bodyOf([record])).toEqual([["0", "cannot be read", "1"]]);
    expect(asked).toBe(1);
  });

  it("a typed array that hides its length behind a getter is read without it", () => {
    class Liar extends Float64Array {
      override get length(): number {
        return 1e12;
      }
    }
    expect(captionOf(new Liar([1, 2]))).toBe("Float64Array · 2");
  });

  it("markup in keys and values is text", () => {
    const html = tableOf([{ "<img src=x onerror=alert(1)>": '<script>alert(1)</script>" onclick="' }]) ?? "";
    expect(html).not.toMatch(/<img|<script|" onclick/);
    expect(headOf([{ "<b>&": 1 }])).toEqual(["", "<b>&"]);
  });

  it("a huge BigInt is not written out", () => {
    const huge = 2n ** 10_000_000n;
    expect(bodyOf(Array(7).fill(huge))[0][0]).toBe("a huge BigInt");
    expect(bodyOf([new BigInt64Array([-5n])])).toEqual([["0", "−5"]]);
  });
});

it("tables name the scope of their headers, and bring neither scripts nor colours", () => {
  const grid = gridOf([{ a: 1, b: "x" }]);
  const html = tableHtml(grid!);
  expect(html.match(/<th scope="col"/g)).toHaveLength(3);
  expect(html.match(/<th scope="row"/g)).toHaveLength(1);
  expect(html).not.toMatch(/<script|\son\w+=|href|class=|#[0-9a-f]{3,6};|color|https?:/i);
});
