import { jupyterDisplay } from "../../outputs/bundle";
import type { MimeBundle } from "../../outputs/bundle";
import { makeBundle } from "../../outputs/make-bundle";
import { formatNumber } from "../../outputs/number";
import { tablePayload } from "../../payload/build-lists";
import type { Reason } from "./recommendations";

/** One term of a prediction. */
export interface PredictionPart {
  /** "mean of all ratings", "user bias", "item bias", "features". */
  readonly name: string;
  /** How much it adds to the prediction. */
  readonly value: number;
}

/** Where a prediction comes from: the terms of its sum, and the influence of each of the user's ratings. */
export class Explanation {
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
  ) {}

  /** The explanation as text, a line for each part. */
  toString(): string {
    const sum = this.parts.map(({ name, value }, k) => {
      const sign = k === 0 ? "" : value < 0 ? " − " : " + ";
      return `${sign}${formatNumber(k === 0 ? value : Math.abs(value), 2)} (${name})`;
    });
    const reasons = this.because
      .slice(0, 5)
      .map(({ title, rating, influence }) => `  ${signed(influence)}  ${title}, rated ${rating}`);
    const why = reasons.length > 0 ? ["What each rating adds:", ...reasons] : [];
    return [
      `${this.user} and ${this.item}: ${formatNumber(this.prediction, 2)} = ${sum.join("")}`,
      ...why,
    ].join("\n");
  }

  /** The explanation as a notebook shows it. */
  [jupyterDisplay](): MimeBundle {
    // Two columns of numbers, since the influences of ratings are part of the features and biases.
    const columns = [
      { name: "what" },
      { name: "adds", bars: true },
      ...(this.because.length > 0 ? [{ name: "through a rating", bars: true }] : []),
    ];
    // Never −0.
    const adds = (value: number): number => Number(value.toFixed(2)) + 0;
    const parts = this.parts.map(({ name, value }) => [name, adds(value), null]);
    const reasons = this.because.map(({ title, rating, influence }) => [
      `${title}, rated ${rating}`,
      null,
      adds(influence),
    ]);
    const rows = [...parts, ...reasons].map((row) => row.slice(0, columns.length));
    const title = `${this.user} and ${this.item}: ${formatNumber(this.prediction, 2)}`;
    return makeBundle(tablePayload(title, columns, rows), this.toString());
  }
}

function signed(value: number): string {
  const written = formatNumber(value, 2);
  return value > 0 ? `+${written}` : written;
}
