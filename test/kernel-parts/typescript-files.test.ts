import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import "../../lib/jupyter/platform/node-platform";
import { loadTypeScriptFiles } from "../../lib/jupyter/modules/typescript-files";
import type * as Interrupt from "../../lib/session/running/interrupt";

// The same copy of the module that the others require.
const { interruptFlag } = createRequire(import.meta.url)(
  "../../lib/session/running/interrupt",
) as typeof Interrupt;

const folder = mkdtempSync(join(tmpdir(), "factorlab-typescript-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a loop in an imported TypeScript file runs, and ends with an error once the interrupt flag is set", () => {
  const file = join(folder, "sum.ts");
  writeFileSync(
    file,
    "export function sum(n: number) { let s = 0; for (let k = 0; k < n; k++) s += k; return s; }",
  );
  loadTypeScriptFiles();
  const { sum } = createRequire(file)(file) as { sum: (n: number) => number };
  expect(sum(4)).toBe(6);
  interruptFlag[0] = 1;
  try {
    expect(() => sum(4)).toThrow("the cell was interrupted");
  } finally {
    interruptFlag.fill(0);
  }
});
