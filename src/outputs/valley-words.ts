import type { Landing, Valley, ValleyStep } from "../explain/valley";
import { isStill } from "../explain/valley";
import { fewDigits, formatLoss, formatNumber } from "./number";
import type { Translate } from "./translate";

/** The decimals of numbers that a picture tells apart which is `width` wide in them. */
export function valleyDecimals(width: number): number {
  if (!(width > 0) || !Number.isFinite(width)) return 2;
  return Math.max(0, Math.min(9, 2 - Math.floor(Math.log10(width))));
}

/** What is to be said of a valley: where the step lands, and where the bottom is. @param decimals of its values. */
export function valleyRemarks(valley: Valley, step: ValleyStep, decimals: number, t: Translate): string[] {
  const none = noValley(valley, t);
  if (none !== null) return [none];
  const landing = step.stopped
    ? t("The step stops at 0: in NMF no number is negative.")
    : landingText(step.landing, t);
  const { bottom } = valley;
  if (step.stopped && bottom !== null && bottom < 0)
    return [landing, t("The bottom is at {value}, out of reach.", { value: formatNumber(bottom, decimals) })];
  return [landing, bottomText(valley, decimals, t)];
}

/** Why there is no valley to go down, where that is so. */
function noValley({ factor, cells, loss, slope, curvature }: Valley, t: Translate): string | null {
  if (cells === 0) {
    return factor === "L"
      ? t("No cell of this row is known, so nothing moves it.")
      : t("No cell of this column is known, so nothing moves it.");
  }
  if (![loss, slope, curvature].every(Number.isFinite))
    return t("These numbers are too large to draw the valley.");
  if (curvature > 0) return null;
  return t(
    "The valley is flat: all numbers that this one is multiplied with are 0, so that turning it changes nothing.",
  );
}

function landingText(landing: Landing, t: Translate): string {
  switch (landing) {
    case "still":
      return t("This is the bottom: a step moves nothing.");
    case "bottom":
      return t("The step lands at the bottom.");
    case "nearer":
      return t("The step lands on this side of the valley, lower.");
    case "across":
      return t("The step lands on the other side, lower.");
    case "level":
      return t("The step lands on the other side, as high as before.");
    case "out":
      return t("The step jumps out of the valley: it lands on the other side, higher.");
  }
}

/** Names whose loss it is: that of one row or one column, which is not the loss of the whole. */
function bottomText(valley: Valley, decimals: number, t: Translate): string {
  const { factor, bottom, least, curvature } = valley;
  const value = formatNumber(bottom ?? valley.value, decimals);
  const values = { value, loss: formatLoss(least), rate: fewDigits(1 / curvature) };
  if (isStill(valley)) {
    return factor === "L"
      ? t("The bottom is at {value}, where the row has the loss {loss}.", values)
      : t("The bottom is at {value}, where the column has the loss {loss}.", values);
  }
  return factor === "L"
    ? t("The bottom is at {value}, where the row has the loss {loss}; the rate {rate} leads there.", values)
    : t(
        "The bottom is at {value}, where the column has the loss {loss}; the rate {rate} leads there.",
        values,
      );
}
