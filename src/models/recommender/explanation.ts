import { jupyterDisplay } from "../../outputs/bundle";
import type { MimeBundle } from "../../outputs/bundle";
import { escapeMarkup } from "../../outputs/markup";
import { formatNumber } from "../../outputs/number";
import type { Reason } from "./recommendations";

/** One term of a prediction. */
export interface PredictionPart {
  /** "mean of all ratings", "user bias", "item bias", "features". */
  readonly name: string;
  readonly value: number;
}

/** Where a prediction comes from: what it is the sum of, and which of the user's ratings made it. */
export class Explanation {
  constructor(
    /** Of the user and of the item, as they are called. */
    readonly user: string,
    readonly item: string,
    /** The sum of the parts, before it is held within the scale. */
    readonly prediction: number,
    readonly parts: readonly PredictionPart[],
    /** All ratings of the user, that with the strongest influence first. */
    readonly because: readonly Reason[],
  ) {}

  toString(): string {
    const sum = this.parts.map(({ name, value }) => `${formatNumber(value, 2)} (${name})`).join(" + ");
    const reasons = this.because
      .slice(0, 5)
      .map(({ title, rating, influence }) => `  ${signed(influence)}  ${title}, rated ${rating}`);
    const why = reasons.length > 0 ? ["What each rating adds:", ...reasons] : [];
    return [`${this.user} and ${this.item}: ${formatNumber(this.prediction, 2)} = ${sum}`, ...why].join("\n");
  }

  [jupyterDisplay](): MimeBundle {
    const text = this.toString();
    return { "text/plain": text, "text/html": `<pre>${escapeMarkup(text)}</pre>` };
  }
}

function signed(value: number): string {
  const written = formatNumber(value, 2);
  return value > 0 ? `+${written}` : written;
}
