import { jupyterDisplay, MatrixFactorization } from "factorlab";
import { PAYLOAD_MIME } from "factorlab/view";
import type { FactorizationPayload, Labels } from "factorlab/view";

/** The original notebook's matrix. */
export const seedData: number[][] = Array.from({ length: 6 }, () => [1, 2, 3]);

/** A trained factorization as an output holds it. */
export function trained(
  data: (number | null)[][],
  features: number,
  iterations: number,
  labels?: Labels,
): FactorizationPayload {
  const fac = new MatrixFactorization(data, features, { seed: 10, labels });
  fac.trainModel({ iterations, learningRate: data.length > 20 ? 0.02 : 0.1 });
  return fac[jupyterDisplay]()[PAYLOAD_MIME] as FactorizationPayload;
}

/** People and films, with two ratings that nobody gave. */
export function rated(): FactorizationPayload {
  const labels: Labels = {
    rows: ["Ada", "Björn", "Chidi", "Dana the Unforgettable", "Eun-ji"],
    columns: ["Film A", "Film B", "Longer title", "Film D"],
  };
  const data = [
    [5, null, 1, 2],
    [4, 4, 1, 1],
    [1, 2, 5, 4],
    [2, 1, null, 5],
    [5, 5, 2, 1],
  ];
  return trained(data, 2, 200, labels);
}

/** Whole numbers that follow a pattern of rank 3. */
export function pattern(rows: number, columns: number): number[][] {
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) =>
      Math.round(2 + Math.sin(i / 6) + Math.cos(j / 5) + ((i * j) % 7) / 7),
    ),
  );
}
