import { describe, expect, it } from "vitest";
import { jupyterDisplay, MatrixFactorization, PayloadError } from "../../src";
import { checkPayload, PAYLOAD_MIME } from "../../src/view";
import type { Displayable } from "../../src";
import type { Payload } from "../../src/view";
import { factorizationPayload, matrixPayload } from "../../src/payload/build";
import { lossViewPayload } from "../../src/payload/build-loss";
import { samples } from "./samples";
import { documentation, schema, schemaComplaint } from "./schema";
import { strange } from "./strange";

const payloadOf = (value: Displayable): unknown =>
  JSON.parse(JSON.stringify(value[jupyterDisplay]()[PAYLOAD_MIME]));

describe("what the library writes is valid by the JSON Schema", () => {
  const data = [[1, 2, 3], [3, 4, 5]]; // prettier-ignore
  const fac = new MatrixFactorization(data, 2, { seed: 1 });

  it("before training and after it", async () => {
    expect(schemaComplaint(payloadOf(fac))).toBeNull();
    const progress: unknown[] = [];
    await fac.train({ iterations: 2000, onProgress: (now) => progress.push(payloadOf(now)) });
    expect(progress.length).toBeGreaterThan(0);
    const values = [fac, fac.L, fac.reconstruct(), fac.history].map(payloadOf);
    for (const payload of [...values, ...progress]) expect(schemaComplaint(payload)).toBeNull();
  });

  it("after more trainings than can be gone through again", () => {
    const model = new MatrixFactorization(data, 2, { seed: 1 });
    for (let k = 0; k < 1000; k++) model.trainModel({ iterations: 1, learningRate: 1e-4 });
    expect(payloadOf(model)).toHaveProperty("replay");
    const payload = payloadOf(model.trainModel({ iterations: 1, learningRate: 1e-4 }));
    expect(payload).not.toHaveProperty("replay");
    expect(schemaComplaint(payload)).toBeNull();
    expect(() => checkPayload(payload)).not.toThrow();
  });

  it("with names, unknown cells and a replay log; averaged where it is large", () => {
    const unknown = { rows: 2, columns: 1, values: [NaN, 3] };
    const labels = { rows: ["a", "b"], columns: ["c"], features: ["x"] };
    const start = { L: { rows: 2, columns: 1, values: [0.1, 0.2] }, U: { rows: 1, columns: 1, values: [1] } };
    const history = { iterations: [0, 1], loss: [4, 2], divergedAt: 2 };
    const replay = { L: [0.1, 0.2], U: [1], stages: [{ learningRate: 9, iterations: 1 }] };
    const facts = { history, iteration: 1, learningRate: 9, seed: null };
    const zeros = (rows: number, columns: number) => ({
      rows,
      columns,
      values: new Float64Array(rows * columns),
    });
    const large = { data: zeros(2000, 900), L: zeros(2000, 3), U: zeros(3, 900) };
    const payloads: Payload[] = [
      factorizationPayload({ ...start, ...facts, data: unknown, labels, replay }),
      factorizationPayload({ ...large, ...facts, labels, replay }),
      matrixPayload("x", unknown, { rows: ["a", "b"] }),
      lossViewPayload([{ name: "a", history }]),
    ];
    for (const payload of payloads) expect(schemaComplaint(JSON.parse(JSON.stringify(payload)))).toBeNull();
  });

  it("of every kind", () => {
    for (const [title, payload] of Object.entries(samples))
      expect(schemaComplaint(payload), title).toBeNull();
  });
});

/** Relations between fields, which a schema cannot express: the paths that `checkPayload` names then. */
const BEYOND_THE_SCHEMA = [
  // Sizes that have to agree.
  /^(data|L|U|matrix)\.values\.length$/,
  /^(L\.rows|U\.columns|U\.rows)$/,
  /^labels\.(rows|columns|features)\.length$/,
  /^[LU]\.length$/,
  /^(replay|frames\[\d+\])\.[LU]\.length$/,
  /(^|\.)(loss|validation)\.values\.length$/,
  // An averaged matrix stands for a larger one.
  /^(data|L|U|matrix)\.of\.(rows|columns)$/,
  // A sample is of no fewer rows and columns; the features of a plane are there.
  /^sampleOf\.(rows|columns)$/,
  /^features\[\d+\]$/,
  // Held-out cells are there, known, in order, and not all; the values of a sweep rise.
  /^heldOut/,
  /^sweeps\.(features|regularization)\[\d+\]\.value$/,
  // The number of a dial is there, and none is negative where none may be.
  /^start\.[LU]\.length$/,
  /^entry\.(row|column)$/,
  /^nonnegative$/,
  // Iterations that rise, and lie within each other.
  /(^|\.)(loss|validation)\.iterations\[\d+\]$/,
  /^frames\[\d+\]\.iteration$/,
  /^replay\.stages$/,
  /^rows\[\d+\]\.length$/,
  /^columns\[\d+\]\.(errors\.length|marked)/,
  /^(y|names)\.length$/,
  /^(iteration|iterations|divergedAt)$/,
  // Ranges that rise, and guesses that are what is asked for.
  /^input\.([xy]|from and input\.to)$/,
  /^(guess|actual)(\.length)?$/,
];

/** The path that `checkPayload` finds wrong; null where it finds none. */
function complaint(value: unknown): string | null {
  try {
    checkPayload(value);
    return null;
  } catch (error) {
    if (error instanceof PayloadError) return error.argument ?? "somewhere";
    throw error;
  }
}

describe("the JSON Schema and the checker agree", () => {
  it(
    "on 12,000 strange payloads: what one refuses the other does, but for relations between fields",
    { timeout: 60_000 },
    () => {
      const counts = { valid: 0, refused: 0, related: 0 };
      for (let seed = 0; seed < 12_000; seed++) {
        const payload = strange(seed);
        const [bySchema, byChecker] = [schemaComplaint(payload), complaint(payload)];
        const seen = `seed ${seed}: schema ${String(bySchema)}, checker ${String(byChecker)}`;
        if (bySchema !== null) {
          expect(byChecker, seen).not.toBeNull();
          counts.refused++;
        } else if (byChecker === null) counts.valid++;
        else {
          expect(
            BEYOND_THE_SCHEMA.some((rule) => rule.test(byChecker)),
            seen,
          ).toBe(true);
          counts.related++;
        }
      }
      // Each of the three is tried often, or the test would show little.
      expect(Math.min(...Object.values(counts)), JSON.stringify(counts)).toBeGreaterThan(500);
    },
  );
});

describe("docs/payload.md", () => {
  const page = documentation("payload.md");

  it("names every field of the schema", () => {
    const unnamed = fieldsOf(schema).filter((field) => !new RegExp(`[\`"]${field}[\`"]`).test(page));
    expect(unnamed).toEqual([]);
  });

  it("shows payloads that are drawn", () => {
    const examples = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, json]) => JSON.parse(json) as unknown);
    expect(examples.length).toBeGreaterThan(1);
    for (const example of examples) {
      expect(schemaComplaint(example)).toBeNull();
      expect(() => checkPayload(example)).not.toThrow();
    }
  });
});

/** The names of all properties in a schema. */
function fieldsOf(part: unknown): string[] {
  if (typeof part !== "object" || part === null) return [];
  const { properties = {} } = part as { properties?: object };
  return [...Object.keys(properties), ...Object.values(part).flatMap(fieldsOf)];
}
