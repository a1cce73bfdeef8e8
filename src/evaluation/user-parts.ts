import type { Sample } from "./uncertainty";

/** The parts of a metric that is a mean: what the ratings or the list of each user add to its sum, and how much they count. */
export class UserParts {
  private readonly sums: Float64Array;
  private readonly counts: Float64Array;

  constructor(users: number) {
    this.sums = new Float64Array(users);
    this.counts = new Float64Array(users);
  }

  /** Adds to a user's part. NaN does not count, as a user who rated all other items has no AUC. */
  add(user: number, value: number, count: number = 1): void {
    if (Number.isNaN(value)) return;
    this.sums[user] += value;
    this.counts[user] += count;
  }

  /** The mean: the sum of all parts, by how much counts. */
  get mean(): number {
    return total(this.sums) / total(this.counts);
  }

  /**
   * What each user shows of the mean, or of its root: a mean over ratings m = S/N changes with the part of user u, S_u and
   * N_u, as (S_u − m·N_u)·n/N does, for n users; the root √m as that ÷ 2√m. Where each user counts once, these are the
   * users' own values.
   * @param value the metric as it was found. @param unit what the parts were divided by.
   * @see Jaeckel 1972, "The infinitesimal jackknife"; Efron & Tibshirani 1993, chapter 11
   */
  sample(value: number, { root = false, unit = 1 } = {}): Sample {
    const { mean } = this;
    const users = this.counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
    const slope = ((root ? (mean > 0 ? 0.5 / Math.sqrt(mean) : 0) : 1) * unit * users) / total(this.counts);
    const each = this.sums.map((sum, u) =>
      this.counts[u] > 0 ? value + slope * (sum - mean * this.counts[u]) : NaN,
    );
    return { value, each, share: 1 / users };
  }
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
