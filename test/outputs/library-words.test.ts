import { expect, test } from "vitest";
import words from "../../extension/src/translations/de.json";
import { t, useLanguage, Words } from "../../extension/src/words";
import {
  ALS,
  BayesianMF,
  BiasOnly,
  compareModels,
  crossValidate,
  datasets,
  evaluate,
  gridSearch,
  jupyterDisplay,
  kFolds,
  MatrixFactorization,
  NMF,
  TruncatedSVD,
  userSplit,
} from "../../src";
import type { Displayable } from "../../src";
import { cellText, describe as sentence, noteText, PAYLOAD_MIME, titleText } from "../../src/view";
import type { FactorizationPayload, TableViewPayload } from "../../src/view";

const data = [[1, 2, 3], [2, 4, 1], [3, 1, 5]]; // prettier-ignore
const bundleOf = (model: MatrixFactorization | NMF | TruncatedSVD): Record<string, unknown> =>
  model[jupyterDisplay]() as unknown as Record<string, unknown>;

test.each([
  ["Matrix factorization", new MatrixFactorization(data, 2, { seed: 1 })],
  ["Nonnegative matrix factorization", new NMF({ features: 2, seed: 1 }).fit(data)],
  ["Truncated SVD", new TruncatedSVD({ features: 2, seed: 1 }).fit(data)],
])("%s is what stands above the equation, in every form of it", (title, model) => {
  const bundle = bundleOf(model);
  const payload = bundle[PAYLOAD_MIME] as FactorizationPayload;
  expect(titleText(payload.title)).toBe(title);
  expect(sentence(payload)).toContain(`${title}: 3 × 3`);
  expect(bundle["text/html"]).toContain(`<b>${title}</b>`);
  expect(bundle["image/svg+xml"]).toContain(`>${title}</text>`);
});

test("a model to be turned by hand, and its plane, say what it is", () => {
  const model = new NMF({ features: 2, seed: 1 }).fit(data);
  for (const shown of [model.byHand(), model.plane()]) {
    const payload = shown[jupyterDisplay]()[PAYLOAD_MIME] as FactorizationPayload;
    expect(payload.title).toBe("Nonnegative matrix factorization");
  }
});

/** Marks what was translated, with its values. */
const german = (text: string, values: Readonly<Record<string, string | number>> = {}): string =>
  `‹${text}${Object.entries(values).map(([name, value]) => ` ${name}=${value}`).join("")}›`; // prettier-ignore

test("headings of the library are translated, those of a person are not", () => {
  expect(titleText("Picture", german)).toBe("‹Picture›");
  expect(titleText("Items as ALS sees them", german)).toBe("‹Items as {model} sees them model=ALS›");
  expect(titleText("12 features", german)).toBe("‹{features} features features=12›");
  for (const own of ["My own picture", "Pictures", "Ada and Ben: friends", "two features"])
    expect(titleText(own, german)).toBe(own);
});

const { ratings } = datasets.films();
const model = new BayesianMF({ features: 2, epochs: 20, seed: 1 }).fit(ratings);
const split = userSplit(ratings, { test: 0.25, seed: 1 });
const makers = { one: () => new BiasOnly({ seed: 1 }), two: () => new ALS({ features: 2, seed: 1 }) };
const results: Record<string, Displayable> = {
  recommendations: model.recommend("Ada", { count: 5, reasons: true }),
  "similar items": model.similarItems("Alien", { count: 3 }),
  explanation: model.explain("Ada", "The Matrix"),
  "a comparison on one split": compareModels(makers, split),
  "a comparison over folds": compareModels(makers, kFolds(ratings, { folds: 3, seed: 1 })),
  "a cross-validation": crossValidate(makers.one, ratings, { folds: 3, seed: 1 }),
  "an evaluation": evaluate(model, split.test),
  "a search": gridSearch(({ features }: { features: number }) => new ALS({ features, seed: 1 }), { features: [1, 2] }, ratings, { folds: 3, seed: 1 }), // prettier-ignore
  ratings,
};

test.each(Object.entries(results))("what the library says in the table of %s is translated", (_, shown) => {
  const payload = shown[jupyterDisplay]()[PAYLOAD_MIME] as TableViewPayload;
  const names = new Set(["RMSE", "MAE", "one", "two", ""]);
  const known = (text: string): boolean =>
    /^‹.*›$/s.test(text) || /@\d+$/.test(text) || names.has(text) || !/[a-z]{2}/.test(text);
  expect(titleText(payload.title, german)).toMatch(/^‹/);
  for (const { name } of payload.columns) expect(cellText(name, german)).toSatisfy(known);
  for (const note of payload.notes ?? []) expect(noteText(note, german)).toMatch(/^‹/);
});

test("reasons in a cell are said one by one, with the numbers as the language writes them", () => {
  useLanguage(new Words("de", words));
  expect(cellText("being liked by everybody: +0.84; Alien (5): +0.02", t)).toBe(
    "bei allen beliebt: +0,84; Alien (5): +0,02",
  );
  useLanguage(new Words("en"));
});
