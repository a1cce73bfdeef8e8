import { expect, test } from "vitest";
import words from "../../extension/src/translations/de.json";
import { t, useLanguage, Words } from "../../extension/src/words";
import {
  ALS,
  BayesianMF,
  BiasOnly,
  BPR,
  compareModels,
  crossValidate,
  datasets,
  evaluate,
  gridSearch,
  HybridMF,
  itemMap,
  jupyterDisplay,
  kFolds,
  MatrixFactorization,
  NMF,
  RankedList,
  Recommender,
  TruncatedSVD,
  userSplit,
} from "../../src";
import * as library from "../../src";
import type { Displayable } from "../../src";
import { checkPayload, describe as sentence, headingText, PAYLOAD_MIME, said } from "../../src/view";
import type {
  CellValue,
  FactorizationPayload,
  LossViewPayload,
  MapViewPayload,
  MatrixViewPayload,
  TableViewPayload,
  TextPayload,
} from "../../src/view";

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
  expect(headingText(payload.title)).toBe(title);
  expect(sentence(payload)).toContain(`${title}: 3 × 3`);
  expect(bundle["text/html"]).toContain(`<b>${title}</b>`);
  expect(bundle["image/svg+xml"]).toContain(`>${title}</text>`);
});

test("a model to be turned by hand, and its plane, say what it is", () => {
  const model = new NMF({ features: 2, seed: 1 }).fit(data);
  for (const shown of [model.byHand(), model.plane()]) {
    const payload = shown[jupyterDisplay]()[PAYLOAD_MIME] as FactorizationPayload;
    expect(headingText(payload.title)).toBe("Nonnegative matrix factorization");
  }
});

/** Marks what was translated, with its values. */
const german = (text: string, values: Readonly<Record<string, string | number>> = {}): string =>
  `‹${text}${Object.entries(values).map(([name, value]) => ` ${name}=${value}`).join("")}›`; // prettier-ignore

test("a sentence is looked up and its values filled in, a person's words stay as they are", () => {
  expect(said({ sentence: "Most like {name}", values: { name: "Alien" } })).toBe("Most like Alien");
  expect(said({ sentence: "Most like {name}", values: { name: "Alien" } }, german)).toBe(
    "‹Most like {name} name=Alien›",
  );
  expect(said({ sentence: "{a}; {b}", values: { a: { sentence: "mean" }, b: "{a}" } })).toBe("mean; {a}");
  for (const own of ["Picture", "Most like Alien", "mean of all ratings", "{name}"])
    expect(said(own, german)).toBe(own);
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
  "lists for all users": model.recommendAll({ users: ["Ada", "Ben"], count: 3 }),
  "lists for newcomers": model.recommendAll({ users: ["Zoe", "Yan"], count: 3, unknown: "baseline" }),
  predictions: model.predictAll(
    [
      ["Ada", "Alien"],
      ["Zoe", "Heat"],
    ],
    { unknown: "baseline" },
  ),
  "a map of items": itemMap(model),
};

test.each(Object.entries(results))("what the library says of %s is translated", (_, shown) => {
  const payload = shown[jupyterDisplay]()[PAYLOAD_MIME] as TableViewPayload | MapViewPayload;
  expect(checkPayload(payload)).toEqual(payload);
  const names = new Set(["RMSE", "MAE", "one", "two", "features", ""]);
  const isKnown = (text: string): boolean =>
    /^‹.*›$/s.test(text) || /@\d+$/.test(text) || names.has(text) || !/[a-z]{2}/.test(text);
  expect(said(payload.title, german)).toMatch(/^‹/);
  if (payload.kind === "map") {
    expect(payload.axes.map((axis) => said(axis, german)).every(isKnown)).toBe(true);
    return;
  }
  for (const { name } of payload.columns) expect(said(name, german)).toSatisfy(isKnown);
  for (const note of payload.notes ?? []) expect(said(note, german)).toMatch(/^‹/);
});

/** The texts of a column, in German. */
function germanColumn({ columns, rows }: TableViewPayload, column: string): string[] {
  useLanguage(new Words("de", words));
  const place = columns.findIndex(({ name }) => said(name, t) === column);
  const written = (cell: CellValue): string =>
    typeof cell === "number" ? "" : cell === null ? "" : said(cell, t);
  const texts = rows.map((row) => written(row[place]));
  useLanguage(new Words("en"));
  return texts;
}

const payloadOf = (shown: Displayable): TableViewPayload =>
  shown[jupyterDisplay]()[PAYLOAD_MIME] as TableViewPayload;

test("reasons in a cell are said one by one, with the numbers as the language writes them", () => {
  const because = [
    { item: 1, title: "Alien", rating: 5, influence: 0.02 },
    { item: 2, title: "mean", rating: 4, influence: 0.01 },
  ];
  const entry = {
    id: "a",
    title: "Heat",
    score: 4,
    mostly: { of: "everybody", adds: 0.84 } as const,
    because,
  };
  const list = new RankedList("For Ada", "rating", [entry]);
  expect(germanColumn(payloadOf(list), "wegen")).toEqual([
    "bei allen beliebt: +0,84; Alien (5): +0,02; mean (4): +0,01",
  ]);
  expect(String(list)).toContain(
    "because of being liked by everybody: +0.84; Alien (5): +0.02; mean (4): +0.01",
  );
});

test("scores in lists for many users have the decimals of the language", () => {
  const payload = payloadOf(results["lists for all users"]);
  expect(String(payload.rows[0][1] && said(payload.rows[0][1] as TextPayload))).toMatch(/ \(\d\.\d\d\)$/);
  for (const text of germanColumn(payload, "1")) expect(text).toMatch(/ \(\d,\d\d\)$/);
});

test("warnings and the measure of a curve are said in German, with nothing left in English", () => {
  const bpr = new BPR({ features: 2, epochs: 3, seed: 1 }).fit(ratings);
  const hybrid = new HybridMF({ features: 2, epochs: 3, seed: 1, userIdentity: false, itemIdentity: false });
  hybrid.fit(ratings, { itemFeatures: { Alien: ["old"] }, userFeatures: { Ada: ["young"] } });
  const shown = [bpr, hybrid].map((model) => model[jupyterDisplay]()[PAYLOAD_MIME] as LossViewPayload);
  for (const payload of shown) expect(checkPayload(payload)).toEqual(payload);
  const texts = shown.flatMap(({ measure, notes }) => [measure!, ...notes!]);
  const english = texts.map((text) => said(text));
  useLanguage(new Words("de", words));
  const spoken = texts.map((text) => said(text, t));
  useLanguage(new Words("en"));
  expect(spoken).toHaveLength(6);
  expect(spoken.slice(0, 2)).toEqual([
    "paarweiser logarithmischer Verlust",
    "Warnung: Die Bewertungen sehen aus wie Sterne von 1 bis 5, und BPR wertet jede als „gefällt“, auch 1: Trainieren Sie mit ratings.atLeast(4), oder geben Sie warnings: false an, wenn es Anzahlen sind.",
  ]);
  for (const text of spoken) expect(text).not.toMatch(/\b(the|and|of|take[sn]?|ratings look|warning)\b/i);
  expect(bpr.warnings.map(({ message }) => `Warning: ${message}`)).toEqual(english.slice(1, 2));
});

test("the loss of each model is a name such as RMSE, or has German words", () => {
  const models = Object.values(library as Record<string, unknown>).filter(
    (value): value is new () => Recommender =>
      typeof value === "function" && value.prototype instanceof Recommender,
  );
  const losses = models.flatMap((Model) => {
    try {
      return [new Model().lossName];
    } catch {
      // Abstract, or with an option that must be given.
      return [];
    }
  });
  expect(new Set(losses)).toContain("weighted squared error");
  for (const loss of losses) expect(/^[A-Z]+$/.test(loss) || Object.hasOwn(words, loss), loss).toBe(true);
});

test("what a person calls something is never translated, not even where the library has the word", () => {
  const list = new RankedList("Picture", "rating", [{ id: "a", title: "mean", score: 4 }]);
  expect(said(payloadOf(list).title, german)).toBe("Picture");
  expect(germanColumn(payloadOf(list), "Titel")).toEqual(["mean"]);
});

test("what is found directly says nothing of iterations, in no form of it", () => {
  const svd = new TruncatedSVD({ features: 2, seed: 1 }).fit(data);
  const bundle = bundleOf(svd);
  for (const form of ["text/plain", "text/html", "image/svg+xml"])
    expect(bundle[form]).not.toContain("iteration");
  expect(bundle[PAYLOAD_MIME]).toMatchObject({ direct: true });
  expect(svd.plane()[jupyterDisplay]()[PAYLOAD_MIME]).toMatchObject({ direct: true });
  const nmf = bundleOf(new NMF({ features: 2, seed: 1 }).fit(data));
  expect(nmf["text/html"]).toContain("iteration");
});

test("each matrix of a model is shown with the names that the model has", () => {
  const labels = {
    rows: ["Ada", "Ben", "Cem"],
    columns: ["Alien", "Brazil", "Cube"],
  };
  const fac = new MatrixFactorization(data, 2, { seed: 1, labels });
  fac.trainModel({ learningRate: 0.01, iterations: 2 });
  const { rows, columns } = labels;
  for (const model of [
    fac,
    new NMF({ features: 2, seed: 1 }).fit(data, { labels }),
    new TruncatedSVD({ features: 2, seed: 1 }).fit(data, { labels }),
  ]) {
    const labelsOf = (matrix: Displayable): unknown =>
      (matrix[jupyterDisplay]()[PAYLOAD_MIME] as MatrixViewPayload).labels;
    expect(labelsOf(model.data)).toEqual({ rows, columns });
    expect(labelsOf(model.L)).toEqual({ rows });
    expect(labelsOf(model.U)).toEqual({ columns });
  }
  expect(JSON.stringify(fac.data)).not.toContain("Ada");
});
