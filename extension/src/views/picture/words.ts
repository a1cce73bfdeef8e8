import { formatCount, formatLoss } from "factorlab/view";
import type { PictureFacts } from "factorlab/view";
import { t } from "../../words";
import type { PictureProblem } from "./own-picture";

/** How much the features take, and how well they do. */
export function factsText({ kept, all, rmse }: PictureFacts): string {
  return t("{kept} numbers for {all} · RMSE {rmse}", {
    kept: formatCount(kept),
    all: formatCount(all),
    rmse: formatLoss(rmse),
  });
}

/** Why a file was not taken. */
export function problemText(problem: PictureProblem): string {
  return problem === "narrow"
    ? t("This picture is too narrow: at least 8 × 8 pixels are needed once its longer side has 200.")
    : t("This is no picture that the browser can read; PNG, JPEG, WebP and GIF are.");
}
