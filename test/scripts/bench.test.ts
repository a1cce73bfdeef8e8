import { describe, expect, it } from "vitest";
import { between } from "../../bench/speed/docs.mjs";
import { rowsWith } from "../../bench/speed/rows.mjs";
import { markdownTable } from "../../bench/speed/table.mjs";
import { parseBench } from "../../scripts/lib/bench.mjs";
import { requirementsIn } from "../../scripts/lib/peers.mjs";

describe("npm run bench", () => {
  const known = ["accuracy", "speed", "training"];

  it("runs all benchmarks where none is named", () => {
    expect(parseBench([], known)).toEqual({ names: known, options: [] });
  });

  it("gives speed what stands behind it", () => {
    const { names, options } = parseBench(["training", "speed", "quick", "BiasedMF"], known);
    expect(names).toEqual(["training", "speed"]);
    expect(options).toEqual(["quick", "BiasedMF"]);
  });

  it("gives spark what stands behind it", () => {
    const { names, options } = parseBench(["spark", "quick", "shuffle"], [...known, "spark"]);
    expect([names, options]).toEqual([["spark"], ["quick", "shuffle"]]);
  });

  it("refuses a benchmark that is not there", () => {
    expect(() => parseBench(["sped"], known)).toThrow('There is no benchmark "sped"');
  });

  it("finds each package of a list with its hashes", () => {
    const list =
      "# comment\na==1 \\\n    --hash=sha256:00\n    # via b\nb-c==2 ; python_version < '3' \\\n    --hash=sha256:11\n";
    const found = requirementsIn(list);
    expect(found.map(({ name }) => name)).toEqual(["a", "b-c"]);
    expect(found[0].text).toContain("sha256:00");
    expect(found[0].text).not.toContain("sha256:11");
  });
});

describe("the table of speed", () => {
  it("has rows by the words that their work or peer holds", () => {
    const rows = rowsWith(false, ["libmf"]);
    expect(rows.map(({ peer }) => peer)).toEqual(["LIBMF", "LIBMF", "LIBMF"]);
    expect(rowsWith(false, []).length).toBeGreaterThan(30);
  });

  it("keeps a row whose peer is not there, or whose goal is not reached", () => {
    const row = {
      peer: "p",
      goal: 2,
      fixes: "",
      threads: { ours: 2, theirs: 1 },
      ours: { seconds: 1, memory: 50 },
    };
    const table = markdownTable([
      { ...row, work: "a", theirs: { seconds: 1.5, memory: 2000 }, ratio: 1.5, reached: false },
      { ...row, work: "b", theirs: { missing: "No module named 'p'" }, reached: null },
    ]);
    const lines = table.split("\n");
    expect(lines[2]).toBe("| a | p | 2 / 1 | 1 s | 1.5 s | 1.5 | ≥ 2 | no | 50 MB / 2 GB |");
    expect(lines[3]).toBe(
      "| b | p | 2 / 1 | 1 s | not there: No module named 'p' | – | ≥ 2 | – | 50 MB / – |",
    );
  });

  it("is written between its marks, and says where there are none", () => {
    const page = "A\n\n<!-- t -->\n\nold\n\n<!-- end of t -->\n\nB\n";
    expect(between(page, "t", "new")).toBe("A\n\n<!-- t -->\n\nnew\n\n<!-- end of t -->\n\nB\n");
    expect(() => between("A", "t", "new")).toThrow("<!-- t -->");
  });
});
