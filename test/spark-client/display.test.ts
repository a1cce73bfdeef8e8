import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

test("whoever imports factorlab/spark alone has outputs in all forms", () => {
  const entry = join(import.meta.dirname, "../../lib/spark/index.js");
  const code = `
    require(${JSON.stringify(entry)});
    const { Matrix } = require(${JSON.stringify(join(entry, "../../matrix/matrix.js"))});
    console.log(Object.keys(Matrix.from([[1]])[Symbol.for("Jupyter.display")]()).length);`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", code], { encoding: "utf8" });
  expect([stdout.trim(), stderr]).toEqual(["4", ""]);
});
