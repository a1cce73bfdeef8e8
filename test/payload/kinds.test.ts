import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PayloadError } from "../../src";
import { checkPayload } from "../../src/payload/check";
import { PAYLOAD_KINDS } from "../../src/payload/types";
import { samples } from "./samples";
import { documentation, schema } from "./schema";

const drawing = readFileSync(
  join(import.meta.dirname, "..", "..", "extension", "src", "views", "drawing.ts"),
  "utf8",
);

const sorted = (values: Iterable<unknown>): string[] => [...new Set(values)].map(String).sort();

describe("each kind of payload", () => {
  const kinds = sorted(PAYLOAD_KINDS);

  test("has samples, which the checker takes, and there are no others", () => {
    expect(sorted(Object.values(samples).map(({ kind }) => kind))).toEqual(kinds);
    expect(sorted(Object.values(samples).map((sample) => checkPayload(sample).kind))).toEqual(kinds);
    expect(() => checkPayload({ ...samples.matrix, kind: "graph" })).toThrow(PayloadError);
  });

  test("has a schema of its own, and there are no others", () => {
    const { properties, oneOf, $defs } = schema as {
      properties: { kind: { enum: string[] } };
      oneOf: { $ref: string }[];
      $defs: Record<string, { properties?: { kind?: { const: string } } }>;
    };
    expect(sorted(properties.kind.enum)).toEqual(kinds);
    const views = oneOf.map(({ $ref }) => $defs[$ref.replace("#/$defs/", "")]);
    expect(sorted(views.map((view) => view.properties?.kind?.const))).toEqual(kinds);
  });

  test("has a section in docs/payload.md with its heading", () => {
    const headings = [...documentation("payload.md").matchAll(/^## (\w+)$/gm)].map(([, name]) => name);
    expect(sorted(headings.map((name) => name.toLowerCase()))).toEqual(kinds);
  });

  test("has a view in the extension, and there are no others", () => {
    const shows =
      /(?:this\.use\((\w+)[^)]*\)\.show\(payload|void this\.later\(payload,[^]*?\.([A-Z]\w+)(?:;\s*\})?\);$)/;
    const cases = [...drawing.matchAll(new RegExp(`^\\s*case "(\\w+)":\\n\\s*${shows.source}`, "gm"))];
    expect(sorted(cases.map(([, kind]) => kind))).toEqual(kinds);
    expect(new Set(cases.map(([, , at, later]) => at ?? later)).size).toBe(kinds.length);
  });
});
