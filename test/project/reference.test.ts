import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { docsCommand } from "../../scripts/lib/docs.mjs";
import { root } from "../../scripts/lib/paths.mjs";

test("everything that is exported is documented, with the types that it uses, and no link leads nowhere", () => {
  // The types are checked elsewhere, which takes half of the time.
  const out = mkdtempSync(join(tmpdir(), "factorlab reference "));
  const command = [...docsCommand, "--out", out, "--skipErrorChecking", "--logLevel", "Warn"];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" });
  rmSync(out, { recursive: true });
  expect([status, stdout, stderr]).toEqual([0, "", ""]);
});
