import { largest } from "../../lists";
import { jupyterDisplay } from "../../outputs/bundle";
import type { MimeBundle } from "../../outputs/bundle";
import { bundleOf } from "../../outputs/make-bundle";
import { formatNumber } from "../../outputs/number";
import { said } from "../../outputs/translate";
import { sentence } from "../../payload/sentence";
import type { TextPayload } from "../../payload/types";
import { digitsFor, signed } from "./reason-texts";
import { isWorthNaming } from "./reasons";
import type { Reason } from "./ranked";

/** The most ratings that are shown. */
const MOST_SHOWN = 10;

/** One term of a prediction. */
export interface PredictionPart {
  /** "mean of all ratings", "user bias", "item bias", "features". */
  readonly name: string;
  /** How much it adds to the prediction. */
  readonly value: number;
}

/** What else there is to say of a prediction. */
export interface ExplanationOptions {
  /** The least influence that outputs name. @default 0 */
  leastInfluence?: number;
  /** What the prediction is. @default "rating" */
  measure?: "rating" | "score";
  /** The prediction, held within the scale. @default the prediction */
  clamped?: number;
  /** A sentence that outputs add. @default none */
  note?: TextPayload;
}

/** Where a prediction comes from: the terms of its sum, and the influence of each of the user's ratings. */
export class Explanation {
  /**
   * The least influence that is worth naming: a twentieth of the prediction's difference from the user's mean, and no less
   * than a two-hundredth of the scale's range. Outputs name no rating that has less.
   */
  readonly leastInfluence: number;
  /** What the prediction is: a rating, or a score that ranks. */
  readonly measure: "rating" | "score";
  private readonly clamped: number;
  private readonly note: TextPayload | undefined;

  constructor(
    /** The names of the user and of the item. */
    readonly user: string,
    /** What the item is called. */
    readonly item: string,
    /** The sum of the parts, before it is clamped to the scale. */
    readonly prediction: number,
    /** What the prediction is the sum of. */
    readonly parts: readonly PredictionPart[],
    /** All ratings of the user, the strongest influence first. */
    readonly because: readonly Reason[],
    { leastInfluence = 0, measure = "rating", clamped = prediction, note }: ExplanationOptions = {},
  ) {
    this.leastInfluence = leastInfluence;
    this.measure = measure;
    this.clamped = clamped;
    this.note = note;
  }

  /** The explanation as text, a line for each part. */
  toString(): string {
    const { digits } = this;
    const sum = this.parts.map(({ name, value }, k) => {
      const sign = k === 0 ? "" : rounded(value, digits) < 0 ? " − " : " + ";
      return `${sign}${formatNumber(k === 0 ? value : Math.abs(value), digits)} (${name})`;
    });
    const reasons = this.shown.map(
      (reason) =>
        `  ${signed(reason.influence, digitsFor(reason.influence, digits))}  ${said(this.written(reason))}`,
    );
    const prediction = formatNumber(this.prediction, digits);
    return [
      `${this.user} and ${this.item}: ${prediction} ${this.addsUp ? "=" : "≈"} ${sum.join("")}`,
      ...(reasons.length > 0 ? ["What each rating adds:", ...reasons] : []),
      ...this.notes.map((note) => said(note)),
    ].join("\n");
  }

  /** The explanation as a notebook shows it. */
  [jupyterDisplay](): MimeBundle {
    const { digits, shown } = this;
    const about = this.addsUp ? "" : "≈ ";
    const number = `${about}${formatNumber(this.prediction, digits)}`;
    const title = sentence("{user} and {item}: {number}", { user: this.user, item: this.item, number });
    const parts = this.parts.map(({ name, value }) => [name, rounded(value, digits)] as const);
    const ratings = shown.map(
      (reason) =>
        [this.written(reason), rounded(reason.influence, digitsFor(reason.influence, digits))] as const,
    );
    return bundleOf((make) => make.explanation(title, parts, ratings, this.notes), this.toString());
  }

  /** The decimals of all numbers: two, or as many as write the largest part with three digits. */
  private get digits(): number {
    const sizes = this.parts.map(({ value }) => Math.abs(value));
    return digitsFor(largest(sizes, 0) / 100, 2);
  }

  /** A rating in words. Where scores only rank, a 1 says no more than that there is one. */
  private written({ title, rating }: Reason): TextPayload {
    const values = { title, number: rating };
    if (this.measure === "rating") return sentence("{title}, rated {number}", values);
    return rating === 1 ? title : sentence("{title}, counted {number}", values);
  }

  private get shown(): Reason[] {
    return this.because.filter((reason) => isWorthNaming(reason, this.leastInfluence)).slice(0, MOST_SHOWN);
  }

  /** Whether the parts, as they are written, add up to the prediction as it is written. */
  private get addsUp(): boolean {
    const { digits } = this;
    const sum = this.parts.reduce((total, { value }) => total + rounded(value, digits), 0);
    return rounded(sum, digits) === rounded(this.prediction, digits);
  }

  private get notes(): TextPayload[] {
    const number = formatNumber(this.clamped, this.digits);
    const held = sentence("Held within the scale, the prediction is {number}.", { number });
    return [
      ...(this.clamped === this.prediction ? [] : [held]),
      ...this.noteOfOthers,
      ...(this.note === undefined ? [] : [this.note]),
    ];
  }

  /** What to say of the ratings that are not shown. */
  private get noteOfOthers(): TextPayload[] {
    const { digits, shown } = this;
    const rest = this.because.slice(shown.length).map(({ influence }) => Math.abs(influence));
    if (rest.length === 0) return [];
    const most = largest(rest, 0);
    const number = formatNumber(roundedUp(most, digits), digits);
    const count = rest.length;
    if (shown.length > 0) return [most === 0 ? moreChangeNothing(count) : moreChange(count, number)];
    if (rest.length === 1)
      return [
        most === 0
          ? sentence("The only rating changes nothing.")
          : sentence("The only rating changes it by {number} or less.", { number }),
      ];
    return [
      most === 0
        ? sentence("No single rating counts for much: all {count} change nothing.", { count })
        : sentence("No single rating counts for much: all {count} change it by {number} or less each.", {
            count,
            number,
          }),
    ];
  }
}

function moreChange(count: number, number: string): TextPayload {
  return count === 1
    ? sentence("1 more rating changes it by {number} or less.", { number })
    : sentence("{count} more ratings change it by {number} or less each.", { count, number });
}

function moreChangeNothing(count: number): TextPayload {
  return count === 1
    ? sentence("1 more rating changes nothing.")
    : sentence("{count} more ratings change nothing.", { count });
}

/** A number as it is written with these decimals; never −0. */
function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits)) + 0;
}

/** The least number with these decimals that is not less. */
function roundedUp(value: number, digits: number): number {
  const near = rounded(value, digits);
  return near >= value ? near : rounded(near + Number(`1e-${digits}`), digits);
}
