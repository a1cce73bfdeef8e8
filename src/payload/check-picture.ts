import { matrix } from "./check-factorization";
import { count, fail, finiteNumbers, own, words } from "./fields";
import { LIMITS } from "./limits";
import { PAYLOAD_VERSION } from "./types";
import type { PictureMethod, PictureViewPayload } from "./types";

/** Checks a payload whose kind is "picture". @throws PayloadError */
export function checkPicture(payload: object): PictureViewPayload {
  const title = words(own(payload, "title"), "title");
  const picture = matrix(own(payload, "matrix"), "matrix");
  const { rows, columns } = picture;
  count(rows, "matrix.rows", LIMITS.pictureLeast, LIMITS.pictureSide);
  count(columns, "matrix.columns", LIMITS.pictureLeast, LIMITS.pictureSide);
  const most = LIMITS.pictureFeatures;
  const L = finiteNumbers(own(payload, "L"), "L", rows * most);
  const U = finiteNumbers(own(payload, "U"), "U", columns * most);
  const features = L.length / rows;
  if (features < 1 || !Number.isInteger(features))
    fail("L.length", L.length, `a multiple of ${rows}, a row of features for each row of the picture`);
  if (U.length !== features * columns)
    fail("U.length", U.length, `${features * columns}, ${features} features for each column`);
  const method = checkMethod(own(payload, "method"));
  const seed = count(own(payload, "seed"), "seed", -LIMITS.seed, LIMITS.seed);
  return { version: PAYLOAD_VERSION, kind: "picture", title, matrix: picture, method, seed, L, U };
}

function checkMethod(value: unknown): PictureMethod {
  return value === "svd" || value === "nmf" || value === "descent"
    ? value
    : fail("method", value, '"svd", "nmf" or "descent"');
}
