import { describe, expect, it } from "vitest";
import { PasteError, readPastedTable } from "../../extension/src/playground/pasted-table";
import { shortNumber } from "../../extension/src/playground/short-number";
import { readCell } from "../../src/experiment/read-cell";

const read = (text: string): ReturnType<typeof readPastedTable> => readPastedTable(text, 100);

describe("a cell as people write it", () => {
  it.each([
    ["2.5", 2.5],
    ["2,5", 2.5],
    [" −3 ", -3],
    ["1 234,5", 1234.5],
    ["1.234,50", 1234.5],
    ["1,234.50", 1234.5],
    ["1e-3", 0.001],
    [".5", 0.5],
    ["-0", 0],
  ])("%s is a number", (text, value) => expect(readCell(text)).toBe(value));

  it.each([[""], [" "], ["?"], ["NA"], ["n.a."], ["NaN"], ["–"], ["Not seen"], ["haven’t  seen"], ["k. A."]])(
    "%j is unknown",
    (text) => expect(readCell(text)).toBeNull(),
  );

  it.each([["Ada"], ["1e999"], ["0x10"], ["1.2.3"], ["2021-01-01"], ["1,2,3"], ["12%"]])(
    "%s is neither",
    (text) => expect(readCell(text)).toBeUndefined(),
  );

  it("is shown in few characters", () => {
    const shown = [1, -2.5, 0.1 + 0.2, 1234.56, 1e9, 1 / 3, 1.5e-9, 99_999].map(shortNumber);
    expect(shown).toEqual(["1", "−2.5", "0.3", "1234.6", "1e9", "0.3333", "1.5e-9", "99999"]);
  });
});

describe("a block from a spreadsheet", () => {
  it("has tabs between cells, lines for rows, decimal commas and blanks", () => {
    expect(read("1,5\t2\r\n\t3\r\n")).toEqual({
      data: [
        [1.5, 2],
        [null, 3],
      ],
    });
  });

  it("gives names by a first row and a first column of text", () => {
    const { data, rows, columns } = read("\tTea\tRust\nAda\t5\t\nBen\t\t4");
    expect(data).toEqual([
      [5, null],
      [null, 4],
    ]);
    expect([rows, columns]).toEqual([
      ["Ada", "Ben"],
      ["Tea", "Rust"],
    ]);
  });

  it("can have names of one side only", () => {
    expect(read("a,b\n1,2")).toEqual({ data: [[1, 2]], columns: ["a", "b"] });
    expect(read("a\t1\nb\t2")).toEqual({ data: [[1], [2]], rows: ["a", "b"] });
  });

  it("may come as CSV with commas or semicolons, quoted, with a byte order mark, or with spaces", () => {
    expect(read("\uFEFF1,2.5\n3,4").data).toEqual([
      [1, 2.5],
      [3, 4],
    ]);
    expect(read("1,5;2\n3;4").data).toEqual([
      [1.5, 2],
      [3, 4],
    ]);
    expect(read('"a ""b""","c"\n"1","2"').columns).toEqual(['a "b"', "c"]);
    expect(read("1 2  3\n4 5 6").data).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(read("1,5 2,5\n3 4").data).toEqual([
      [1.5, 2.5],
      [3, 4],
    ]);
  });

  it("is one cell for one number, with a decimal comma, too", () => {
    expect(read("2,5").data).toEqual([[2.5]]);
    expect(read("").data).toEqual([[null]]);
  });

  it("is filled up with blanks where rows are short, and cut where it is too large", () => {
    expect(read("1\t2\t3\n4").data).toEqual([
      [1, 2, 3],
      [4, null, null],
    ]);
    const huge = Array.from({ length: 300 }, () => Array(300).fill("1").join("\t")).join("\n");
    const { data } = read(huge);
    expect([data.length, data[0].length]).toEqual([100, 100]);
  });

  it("is refused with text inside, naming the position and the text", () => {
    const paste = (): unknown => read("x\ty\tz\na\t1\t2\nb\t3\tfour");
    expect(paste).toThrow(PasteError);
    expect(paste).toThrow("row 3, column 3: four");
    expect(() => read("1\tx\t3\n2\t3\t4"), "one text among numbers is a slip").toThrow("row 1, column 2: x");
  });
});
