import { shrink } from "./build";
import type { MatrixLike } from "./build";
import { LIMITS } from "./limits";
import { PAYLOAD_VERSION } from "./types";
import type { MatrixPayload, PictureMethod, PictureViewPayload, TextPayload } from "./types";

/** More digits of a number are not seen in a picture. */
const DIGITS = 6;

/** A matrix as the numbers of a picture, averaged into blocks where it has more than 200 rows or columns. */
export function pictureNumbers(matrix: MatrixLike): MatrixPayload {
  return shrink(matrix, LIMITS.pictureSide, LIMITS.pictureSide);
}

/** What was factorized, and the factors, as a payload. */
export function picturePayload(
  title: TextPayload,
  matrix: MatrixPayload,
  factors: { readonly L: ArrayLike<number>; readonly U: ArrayLike<number> },
  how: { readonly method: PictureMethod; readonly seed: number },
): PictureViewPayload {
  const rounded = (values: ArrayLike<number>): number[] =>
    Array.from(values, (value) => Number(value.toPrecision(DIGITS)));
  return {
    version: PAYLOAD_VERSION,
    kind: "picture",
    title,
    matrix: { ...matrix, values: rounded(matrix.values) },
    ...how,
    L: rounded(factors.L),
    U: rounded(factors.U),
  };
}
