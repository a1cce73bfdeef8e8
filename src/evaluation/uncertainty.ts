import { beyondStudentT } from "../numerics/student-t";
import { sentence } from "../payload/sentence";

/** Repeated measurements of one metric, whose mean is its value: one for each fold, or each user of a single split. */
export interface Sample {
  /** The metric's value. */
  readonly value: number;
  /** What each fold or user shows of it; NaN for a user who does not count. */
  readonly each: Float64Array;
  /**
   * What the variance of one measurement is multiplied by to be that of the mean. For n users it is 1/n. Folds have most of
   * their training ratings in common, so that their mean varies more: 1/n + (held out / trained on) estimates by how much.
   * @see Nadeau & Bengio 2003, "Inference for the generalization error", the corrected resampled t-test
   */
  readonly share: number;
}

/** The standard error of a metric; null where fewer than two folds or users tell of it. */
export function standardError({ each, share }: Sample): number | null {
  const { count, variance } = varianceOf(each);
  return count < 2 ? null : Math.sqrt(variance * share);
}

/** By how much two models differ in a metric, and how sure that is. */
export interface Difference {
  /** The metric of the first model, less that of the other. */
  readonly difference: number;
  /** The standard error of the difference; null where one user in one split is all that tells of it. */
  readonly standardError: number | null;
  /** How likely chance alone makes a difference at least as large, from 0 to 1; null as above. */
  readonly pValue: number | null;
}

/** Differences this small beside the values are only rounded otherwise. */
const ROUNDED = 1e-12;

/**
 * Student's t-test of paired measurements: over the same users, or the same folds. Of means over users it is as good as
 * tests by randomization.
 * @see Smucker, Allan & Carterette 2007, "A comparison of statistical significance tests for information retrieval"
 */
export function pairedDifference(a: Sample, b: Sample): Difference {
  const difference = a.value - b.value;
  const none = { difference, standardError: null, pValue: null };
  if (a.each.length !== b.each.length) return none;
  const { count, variance } = varianceOf(a.each.map((value, k) => value - b.each[k]));
  if (count < 2) return none;
  const error = Math.sqrt(variance * a.share);
  if (Math.abs(difference) <= ROUNDED * Math.abs(a.value))
    return { difference, standardError: error, pValue: 1 };
  return { difference, standardError: error, pValue: beyondStudentT(difference / error, count - 1) };
}

/** Below this, a difference is more than noise. */
const LEVEL = 0.05;

/** What tells models apart, in the words of a note. */
export const TEST_OF_USERS = sentence("a paired t-test over users (at 5 %, with Holm's correction)");
export const TEST_OF_FOLDS = sentence(
  "a paired t-test over folds (at 5 %, with the corrections of Nadeau and Bengio and of Holm)",
);

/**
 * Which models a test does not tell apart from the best one. Each of many comparisons may err, so that the smallest p-value
 * has to be below 0.05 ÷ (how many there are), the next one below 0.05 ÷ (one less), and so on until the first that is not.
 * @returns for each of the others whether it may be as good; null where nothing can be tested.
 * @see Holm 1979; Demšar 2006, "Statistical comparisons of classifiers over multiple data sets"
 */
export function asGoodAs(best: Sample, others: readonly Sample[]): boolean[] | null {
  const pValues = others.map((other) => pairedDifference(other, best).pValue);
  const tested = [...pValues.keys()].filter((k) => pValues[k] !== null);
  if (tested.length === 0 && others.length > 0) return null;
  tested.sort((a, b) => pValues[a]! - pValues[b]!);
  const asGood = others.map(() => true);
  for (const [rank, k] of tested.entries()) {
    if (pValues[k]! >= LEVEL / (tested.length - rank)) break;
    asGood[k] = false;
  }
  return asGood;
}

/** The variance of numbers, over n − 1; NaN does not count. */
function varianceOf(values: Float64Array): { count: number; variance: number } {
  const counted = values.filter((value) => !Number.isNaN(value));
  const mean = counted.reduce((sum, value) => sum + value, 0) / counted.length;
  const squares = counted.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { count: counted.length, variance: squares / (counted.length - 1) };
}
