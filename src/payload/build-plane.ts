import { factorizationPayload, sideWithin } from "./build";
import type { FactorizationLike, MatrixLike } from "./build";
import { PAYLOAD_VERSION } from "./types";
import type { Labels, PlaneViewPayload } from "./types";

/** More arrows of a kind than this cannot be told apart. */
const MOST_ARROWS = 100;

/**
 * The plane of two features as a payload. Of more than 100 rows or columns it has 100, which stand at even distances;
 * it has fewer where there are hundreds of features. They cannot be trained again without the others.
 * @param features the features across and up, counted from 0; one alone lies across.
 */
export function planePayload(model: FactorizationLike, features: readonly number[]): PlaneViewPayload {
  const most = Math.min(MOST_ARROWS, sideWithin(model.L.columns));
  const { rows, columns } = model.data;
  const sample = rows > most || columns > most ? sampleOf(model, most) : null;
  return {
    ...factorizationPayload(sample ?? model),
    version: PAYLOAD_VERSION,
    kind: "plane",
    features: [...features],
    ...(sample ? { sampleOf: { rows, columns } } : {}),
  };
}

/** The model with rows and columns at even distances, at most `most` of each. */
function sampleOf(model: FactorizationLike, most: number): FactorizationLike {
  const { heading, data, L, U, labels, history, iteration, learningRate, seed, direct } = model;
  const rows = evenly(data.rows, most);
  const columns = evenly(data.columns, most);
  const features = evenly(L.columns, L.columns);
  return {
    ...{ heading, history, iteration, learningRate, seed, direct, replay: null },
    data: picked(data, rows, columns),
    L: picked(L, rows, features),
    U: picked(U, features, columns),
    labels: pickedLabels(labels ?? {}, rows, columns),
  };
}

function evenly(count: number, most: number): number[] {
  const shown = Math.min(count, most);
  return Array.from({ length: shown }, (_, k) => Math.floor((k * count) / shown));
}

function picked(matrix: MatrixLike, rows: readonly number[], columns: readonly number[]): MatrixLike {
  const values = rows.flatMap((i) => columns.map((j) => matrix.values[i * matrix.columns + j]));
  return { rows: rows.length, columns: columns.length, values };
}

/** Names of what was picked; those without a name keep the place that they had. */
function pickedLabels(labels: Labels, rows: readonly number[], columns: readonly number[]): Labels {
  return {
    ...labels,
    rows: rows.map((i) => labels.rows?.[i] ?? `L[${i}]`),
    columns: columns.map((j) => labels.columns?.[j] ?? `U[:,${j}]`),
  };
}
