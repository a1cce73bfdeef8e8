import { expect, test } from "vitest";
import { sharedMemory, withSharing } from "../../src/kernels/sharing";
import { bytes } from "../../src/kernels/bytes/tables";
import { sharedMemory as pageMemory, withSharing as asItIs } from "../../src/kernels/no-sharing";
import * as noThreads from "../../src/kernels/no-threads";
import * as threads from "../../src/kernels/threads";
import { bytesOf, compile, instantiate, makeMemory } from "../../src/kernels/web-assembly";

const own = (): Uint8Array => bytesOf(bytes);

test("a module works on memory of its own, and once it is marked on memory that threads share", () => {
  expect(instantiate(compile(own()), { memory: makeMemory(1, false) })).toHaveProperty("gradientDescent");
  expect(instantiate(compile(withSharing(own())), { memory: makeMemory(1, true) })).toHaveProperty(
    "gradientDescent",
  );
  expect(() => instantiate(compile(own()), { memory: makeMemory(1, true) })).toThrow(WebAssembly.LinkError);
  expect(sharedMemory(1, 1)?.buffer).toBeInstanceOf(SharedArrayBuffer);
});

test("the mark is one bit", () => {
  const [before, after] = [own(), withSharing(own())];
  const changed = [...before.keys()].filter((k) => before[k] !== after[k]);
  expect(changed.map((k) => after[k] - before[k])).toEqual([2]);
});

test("what pages have in the place of threads offers the same", () => {
  expect(Object.keys(noThreads).sort()).toEqual(Object.keys(threads).sort());
  expect(noThreads.processors()).toBe(1);
  expect(pageMemory(1, 1)).toBeUndefined();
  expect(asItIs(own())).toEqual(own());
});
