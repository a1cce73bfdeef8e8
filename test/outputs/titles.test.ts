import { expect, test } from "vitest";
import { jupyterDisplay, MatrixFactorization, NMF, TruncatedSVD } from "../../src";
import { describe as sentence, PAYLOAD_MIME, titleText } from "../../src/view";
import type { FactorizationPayload } from "../../src/view";

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

test("headings of the library are translated, those of a person are not", () => {
  const german = (text: string, values: Readonly<Record<string, string | number>> = {}): string =>
    `de ${text} ${Object.values(values).join()}`.trim();
  expect(titleText("Picture", german)).toBe("de Picture");
  expect(titleText("Items as ALS sees them", german)).toBe("de Items as {model} sees them ALS");
  expect(titleText("first principal component", german)).toBe("de first principal component");
  expect(titleText("My own picture", german)).toBe("My own picture");
});
