import type { PredictionId, PredictionWords } from "../../predictions";

export { common } from "./common";

/** The exercises in German, so far. */
export const exercises = {};

/** The predictions in German, so far. */
export const predictions: Readonly<Partial<Record<PredictionId, PredictionWords>>> = {};
