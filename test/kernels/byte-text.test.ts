import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { byteText } from "../../scripts/lib/byte-text.mjs";
import { bytes as compiled } from "../../src/kernels/bytes/ratings";
import { bytesOf } from "../../src/kernels/web-assembly";

const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);

test("the text of a compiled module gives back each of its bytes", () => {
  expect(bytesOf(byteText(all))).toEqual(all);
  expect(bytesOf("")).toEqual(new Uint8Array(0));
  expect(Array.from(bytesOf(compiled).subarray(0, 4))).toEqual([0, 0x61, 0x73, 0x6d]);
});

test("it is printable ASCII, of which no bundler escapes more than the backslash", () => {
  expect(byteText(all)).toMatch(/^[#-~]+$/);
});

test("it compresses nearly as well as the bytes do, which base 64 does not", () => {
  const size = gzipSync(bytesOf(compiled)).length;
  expect(gzipSync(compiled).length).toBeLessThan(1.05 * size);
  expect(gzipSync(Buffer.from(bytesOf(compiled)).toString("base64")).length).toBeGreaterThan(1.25 * size);
});
