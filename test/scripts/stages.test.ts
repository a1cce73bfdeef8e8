import { describe, expect, it } from "vitest";
import { parts, stages } from "../../scripts/lib/parts.mjs";

describe("the parts of npm test", () => {
  it("that need no kernel run beside the unit tests, and the others one after another", () => {
    expect(stages(Object.keys(parts))).toEqual([
      ["format", "lint", "types", "unit"],
      ...[["kernel"], ["conformance"], ["browser"]],
    ]);
  });

  it("run one after another where that beside which they run is not asked for", () => {
    expect(stages(["format", "lint", "kernel"])).toEqual([["format"], ["lint"], ["kernel"]]);
  });
});
