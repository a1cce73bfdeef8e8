import { formatLoss, fewDigits } from "factorlab/view";
import type { Verdict } from "factorlab/view";
import { t } from "../words";

/** A verdict in words: its heading, its reason, and what the data make possible. */
export interface VerdictWords {
  heading: string;
  text: string;
  rank: string;
}

/** Puts a verdict into words. @param features the features of the experiment. */
export function verdictWords(verdict: Verdict, features: number): VerdictWords {
  return { ...outcomeWords(verdict, features), rank: rankWords(verdict, features) };
}

function outcomeWords(verdict: Verdict, features: number): Pick<VerdictWords, "heading" | "text"> {
  const loss = formatLoss(verdict.loss);
  switch (verdict.state) {
    case "untrained":
      return { heading: t("Not trained yet."), text: t("The loss is {loss}.", { loss }) };
    case "exact":
      return { heading: t("Exact."), text: exact(verdict.unknown + verdict.heldOut) };
    case "converged":
      return { heading: t("Converged."), text: t("The loss is {loss}.", { loss }) };
    case "stalled":
      return stalled(loss, verdict.rank && formatLoss(verdict.rank.reachable), features);
    case "falling":
      return falling(loss, verdict.fall);
    case "oscillating":
      return {
        heading: t("Going up and down."),
        text: t("The loss is {loss} and rises again and again: the steps are too long.", { loss }),
      };
    case "diverged":
      return diverged(verdict.divergedAt, verdict.learningRate, verdict.iteration);
  }
}

function exact(unknown: number): string {
  if (unknown === 0) return t("L·U agrees with the data to six digits.");
  return t(
    "L·U agrees with the known numbers to six digits. Other factors do so too and fill the blanks otherwise: compare seeds.",
  );
}

function stalled(
  loss: string,
  reachable: string | null,
  features: number,
): Pick<VerdictWords, "heading" | "text"> {
  const heading = t("Hardly moving.");
  if (reachable === null)
    return {
      heading,
      text: t("The loss is {loss}, not much less than at the start. Try a higher rate.", { loss }),
    };
  const values = { loss, reachable, features };
  const text =
    features === 1
      ? t("The loss is {loss}, and 1 feature could reach {reachable}. Try a higher rate.", values)
      : t("The loss is {loss}, and {features} features could reach {reachable}. Try a higher rate.", values);
  return { heading, text };
}

function falling(loss: string, fall: number): Pick<VerdictWords, "heading" | "text"> {
  const share = fall < 0.01 ? (100 * fall).toFixed(1) : String(Math.round(100 * fall));
  const text = t("The loss is {loss}, {share} % less than before the last tenth of the training.", {
    loss,
    share,
  });
  return { heading: t("Still falling."), text };
}

function diverged(
  divergedAt: number,
  learningRate: number,
  iteration: number,
): Pick<VerdictWords, "heading" | "text"> {
  const heading = t("Diverged at iteration {divergedAt}.", { divergedAt });
  const values = { learningRate: fewDigits(learningRate), iteration };
  const text = t(
    "With rate {learningRate} each step overshoots. The best state is that of iteration {iteration}.",
    values,
  );
  return { heading, text };
}

function rankWords({ rank, unknown, heldOut }: Verdict, features: number): string {
  if (rank === null && heldOut > 0) {
    return heldOut === 1
      ? t("1 cell is hidden: training does not see it.")
      : t("{heldOut} cells are hidden: training does not see them.", { heldOut });
  }
  if (rank === null) {
    return unknown === 1
      ? t("1 cell is unknown: training leaves it out.")
      : t("{unknown} cells are unknown: training leaves them out.", { unknown });
  }
  const values = { features, rank: rank.rank, reachable: formatLoss(rank.reachable) };
  if (rank.rank === 0) return t("The data are all zero.");
  if (rank.rank > features) {
    return features === 1
      ? t(
          "1 feature is too few: the rank is {rank}, and no product gets below a loss of {reachable}.",
          values,
        )
      : t(
          "{features} features are too few: the rank is {rank}, and no product gets below a loss of {reachable}.",
          values,
        );
  }
  if (features > rank.rank) {
    return rank.rank === 1
      ? t(
          "{features} features are more than it takes: this matrix has rank 1, so 1 feature is enough.",
          values,
        )
      : t(
          "{features} features are more than it takes: this matrix has rank {rank}, so {rank} features are enough.",
          values,
        );
  }
  return features === 1
    ? t("1 feature is enough: this matrix has rank {rank}.", values)
    : t("{features} features are enough: this matrix has rank {rank}.", values);
}
