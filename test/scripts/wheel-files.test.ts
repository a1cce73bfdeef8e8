import { expect, it } from "vitest";
import { isInWheel } from "../../scripts/lib/wheel-files.mjs";

const has = (inside: string): boolean => isInWheel("factorlab", inside, () => true);

it("a wheel has the declarations that cells reach, and none of the session's and the kernel's", () => {
  const reached = [
    "lib/index.d.ts",
    "lib/spark/index.d.ts",
    "lib/spark/errors.d.ts",
    "lib/jupyter/tslab.d.ts",
  ];
  expect(reached.filter((file) => !has(file))).toEqual([]);
  const inner = ["lib/session/session.d.ts", "lib/jupyter/start.d.ts", "lib/jupyter/command/main.d.ts"];
  expect(inner.filter(has)).toEqual([]);
  const run = ["lib/session/session.js", "lib/jupyter/start.js", "lib/spark/guardian.js"];
  expect(run.filter((file) => !has(file))).toEqual([]);
  expect(has("lib/esm/index.js")).toBe(false);
});
