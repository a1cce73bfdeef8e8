import { expect, it } from "vitest";
import { ExecuteResponse, Relation } from "../../src/spark/protocol/messages";
import { field, joined, message } from "../../src/spark/protocol/wire";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

it("numbers and texts have the bytes of the standard's examples", () => {
  // https://protobuf.dev/programming-guides/encoding: Test1 { a: 150 }, Test2 { b: "testing" }, Test3 { c: Test1 }.
  const Test1 = message({ a: field.whole(1) });
  const Test2 = message({ b: field.text(2) });
  const Test3 = message({ c: field.of(Test1, 3) });
  expect(hex(Test1.write({ a: 150 }))).toBe("089601");
  expect(hex(Test2.write({ b: "testing" }))).toBe("120774657374696e67");
  expect(hex(Test3.write({ c: { a: 150 } }))).toBe("1a03089601");
  expect(Test3.read(Uint8Array.of(0x1a, 3, 8, 0x96, 1))).toEqual({ c: { a: 150 } });
});

it("whole numbers come back, negative ones and those of 53 bits as well", () => {
  const One = message({ n: field.whole(1), x: field.double(2), yes: field.flag(3) });
  for (const n of [0, 1, 127, 128, -1, -(2 ** 31), Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])
    expect(One.read(One.write({ n, x: n / 3, yes: n > 0 }))).toEqual({ n, x: n / 3, yes: n > 0 });
  // As a two's complement of 64 bits.
  expect(hex(One.write({ n: -1 }))).toBe("08ffffffffffffffffff01");
});

it("lists come back in their order, and an empty message is one that is there", () => {
  const List = message({ texts: field.texts(1), empty: field.of(message({}), 2) });
  const value = { texts: ["a", "", "ü"], empty: {} };
  expect(List.read(List.write(value))).toEqual(value);
  expect(List.read(new Uint8Array(0))).toEqual({});
});

it("fields that a newer server sends are passed over, whatever they hold", () => {
  const known = ExecuteResponse.write({ response: "r1", complete: {} });
  const unknown = message({
    ...{ a: field.whole(77), b: field.double(78), c: field.text(79) },
    d: field.of(message({ e: field.text(1) }), 80),
  }).write({ a: 1, b: 2, c: "x", d: { e: "y" } });
  // And four bytes: field 81, wire type 5.
  const four = Uint8Array.of(0x8d, 0x05, 1, 2, 3, 4);
  expect(ExecuteResponse.read(joined([unknown, four, known, unknown]))).toEqual({
    response: "r1",
    complete: {},
  });
});

it("a relation is written by the numbers of Spark's definitions", () => {
  // Relation { sql (10): SQL { query (1) } }
  expect(hex(Relation.write({ sql: { query: "x" } }))).toBe("52030a0178");
  const read = {
    read: { source: { format: "csv", paths: ["/a"], options: [{ key: "header", value: "true" }] } },
  };
  expect(Relation.read(Relation.write(read))).toEqual(read);
});
