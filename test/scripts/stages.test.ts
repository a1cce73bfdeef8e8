import { describe, expect, it } from "vitest";
import { parts, stages } from "../../scripts/lib/parts.mjs";

describe("the parts of npm test", () => {
  it("run in stages: the checks beside the unit tests, Jupyter's suite beside the kernel's", () => {
    expect(stages(Object.keys(parts))).toEqual([
      ["format", "lint", "types", "unit"],
      ["conformance", "kernel"],
      ["browser"],
      ["spark"],
    ]);
  });

  it("run one after another where that beside which they run is not asked for", () => {
    expect(stages(["format", "lint", "kernel"])).toEqual([["format"], ["lint"], ["kernel"]]);
  });
});
