import { fewDigits, formatNumber } from "factorlab/view";
import type { GuessAxis, GuessPoint } from "factorlab/view";
import { localNumber, t } from "../words";

/** An error in the unit of the data. */
export function off(error: number, decimals: number): string {
  return localNumber(formatNumber(error, decimals));
}

/** A number of iterations or features, or a penalty. */
export function valueText(value: number): string {
  return localNumber(fewDigits(value));
}

/** What a chart goes over. */
export function axisTitle(axis: GuessAxis): string {
  switch (axis) {
    case "iterations":
      return t("Iterations");
    case "features":
      return t("Features");
    case "regularization":
      return t("Penalty λ");
  }
}

/** What a training came to: the name of its button. */
export function choiceName(
  axis: GuessAxis,
  point: Pick<GuessPoint, "value"> & Partial<GuessPoint>,
  decimals: number,
): string {
  const value = fewDigits(point.value);
  const name =
    axis === "regularization"
      ? t("Penalty {value}", { value })
      : point.value === 1
        ? t("1 feature")
        : t("{features} features", { features: point.value });
  if (point.seen === undefined || point.hidden === undefined) return t("{name}: diverged", { name });
  return t("{name}: the seen cells {seen} off, the hidden ones {hidden}", {
    ...{ name, seen: formatNumber(point.seen, decimals), hidden: formatNumber(point.hidden, decimals) },
  });
}
