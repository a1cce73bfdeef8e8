import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { OLDEST_NODE, nodeComplaint } from "../../scripts/lib/node-version.mjs";

describe("Node's version", () => {
  it.each(["v20.19.0", "v20.20.2", "v22.1.0", "v24.0.0"])("%s is new enough", (version) => {
    expect(nodeComplaint(version)).toBeNull();
  });

  it.each(["v12.22.9", "v16.20.2", "v18.20.8", "v20.9.0", "v20.18.3"])("%s is too old", (version) => {
    const sentence = `Factorlab needs Node 20.19 or newer and found ${version}: install a current Node from https://nodejs.org and try again.`;
    expect(nodeComplaint(version)).toBe(sentence);
  });

  it("has the same limit in package.json", () => {
    const { engines } = JSON.parse(readFileSync("package.json", "utf8")) as { engines: { node: string } };
    expect(engines.node).toBe(`>=${OLDEST_NODE.join(".")}`);
  });
});
