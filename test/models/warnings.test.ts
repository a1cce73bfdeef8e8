import { describe, expect, test } from "vitest";
import * as library from "../../src";
import { jupyterDisplay } from "../../src/outputs/bundle";
import { Ratings } from "../../src";
import { checkPayload, PAYLOAD_MIME, said } from "../../src/view";
import type { LossViewPayload, TextPayload, TrainingPayload } from "../../src/view";
import { tasteRatings } from "./contract/terms";

const stars = tasteRatings(false);
const MODELS: Record<string, () => library.Recommender> = {
  ImplicitALS: () => new library.ImplicitALS({ features: 2, epochs: 3, seed: 1 }),
  BPR: () => new library.BPR({ features: 2, epochs: 3, seed: 1 }),
  HybridMF: () => new library.HybridMF({ features: 2, epochs: 3, seed: 1 }),
  LogisticMF: () => new library.LogisticMF({ features: 2, epochs: 3, seed: 1 }),
  EASE: () => new library.EASE(),
  MostPopular: () => new library.MostPopular(),
};

const plainNotes = ({ notes }: { notes?: readonly TextPayload[] }): string[] =>
  (notes ?? []).map((note) => said(note));

/** Ratings of these values, of as many users as it takes. */
const valued = (values: readonly number[]): Ratings =>
  Ratings.from(values.map((value, k) => [Math.floor(k / 4), k % 4, value] as const));

const codes = (values: readonly number[]): string[] =>
  new library.MostPopular().fit(valued(values)).warnings.map(({ code }) => code);

describe("a model of counts that is trained on stars", () => {
  test.each(Object.keys(MODELS))("warns, and names what to do: %s", (name) => {
    const model = MODELS[name]().fit(stars);
    expect(model.warnings.map(({ code }) => code)).toEqual(["stars-as-counts"]);
    const [{ message }] = model.warnings;
    expect(message).toContain(`look like stars from 1 to 5, and ${name} takes each for a like, 1 too`);
    expect(message).toContain("ratings.atLeast(4)");
    expect(String(model)).toContain(`\nWarning: ${message}`);
  });

  test("shows its warning once in each form of its output, and in the payload", () => {
    const model = MODELS.BPR().fit(stars);
    const bundle = model[jupyterDisplay]();
    for (const text of [bundle["text/plain"], bundle["text/html"]])
      expect(text?.split("Warning: ")).toHaveLength(2);
    expect(bundle["image/svg+xml"]).toContain("Warning: ratings");
    const payload = bundle[PAYLOAD_MIME] as LossViewPayload;
    expect(plainNotes(payload)).toEqual([`Warning: ${model.warnings[0].message}`]);
    expect(checkPayload(payload)).toEqual(payload);
    expect(MODELS.EASE().fit(stars)[jupyterDisplay]()["text/plain"]).toContain("Warning: ");
  });

  test("shows its warning below its progress, where it is trained live", async () => {
    const shown: library.TrainingProgress[] = [];
    const model = MODELS.LogisticMF();
    await model.train(stars, { onProgress: (progress) => shown.push(progress) });
    const bundle = shown.at(-1)![jupyterDisplay]();
    const line = `Warning: ${model.warnings[0].message}`;
    const payload = bundle[PAYLOAD_MIME] as TrainingPayload;
    expect(payload.kind).toBe("training");
    expect(plainNotes(payload)).toEqual([line]);
    expect(shown.at(-1)!.notes).toEqual([line]);
    expect(bundle["text/plain"].split("\n")[1]).toBe(line);
    expect(bundle["text/html"]).toContain(`>${line}</p>`);
    expect(bundle["image/svg+xml"]).toContain("Warning: ratings");
  });

  test("is silent where that is asked for, and from the next training on where it is right", () => {
    const model = MODELS.BPR().fit(stars, { warnings: false });
    expect(model.warnings).toEqual([]);
    expect(String(model)).not.toContain("Warning");
    expect(model.fit(stars).warnings).toHaveLength(1);
    expect(model.fit(stars.atLeast(4)).warnings).toEqual([]);
    expect(() => model.fit(stars, { warnings: "none" as never })).toThrow(/^warnings is "none"/);
  });
});

test.each([
  ["whole stars", [5, 4, 3, 1, 5, 4, 4, 2], true],
  ["half stars", [0.5, 4, 3.5, 5, 5, 4.5, 4, 2], true],
  ["ratings up to 10", [10, 8, 7, 1, 9, 10, 8, 3], true],
  ["counts, most of which are small", [1, 1, 1, 2, 1, 3, 1, 5], false],
  ["counts beyond 10", [5, 4, 3, 1, 12, 4, 4, 2], false],
  ["likes", [1, 1, 1, 1], false],
  ["likes that are stars still", [4, 5, 5, 4, 5], false],
  ["hours", [4.25, 5, 3, 1, 4.7], false],
])("%s count as stars: %#", (_, values, are) => {
  expect(codes(values)).toEqual(are ? ["stars-as-counts"] : []);
});

test("models of ratings take stars without a warning", () => {
  expect(new library.BiasOnly().fit(stars).warnings).toEqual([]);
  expect(new library.BiasOnly().warnings).toEqual([]);
});
