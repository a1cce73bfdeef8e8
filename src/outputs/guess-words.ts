import type { GuessViewPayload, Labels } from "../payload/types";
import { guessFacts } from "./guess-facts";
import type { GuessFacts, GuessTurn } from "./guess-facts";
import { guessSentence } from "./guess-sentence";
import { fewDigits, formatNumber } from "./number";
import type { Translate } from "./translate";

/** So few hidden cells say nothing. */
const LUCK = 3;
/** The most rows or columns of which it is named that nothing is known of them. */
const MOST_NAMED = 3;

/** What hiding cells has shown, in sentences: the most important first. */
export function guessSentences(found: GuessFacts, labels: Labels | undefined, t: Translate): string[] {
  const off = (error: number): string => formatNumber(error, guessDecimals(found));
  return [
    ...featureWords(found.features, off, t),
    ...iterationWords(found.iterations, off, t),
    ...penaltyWords(found.regularization, off, t),
    ...meanWords(found, off, t),
    ...unknownWords(found, labels, t),
    spreadWords(found, off, t),
  ];
}

/** How an error is written. */
type Off = (error: number) => string;

/** As many decimals as tell errors apart that differ by a hundredth of what guessing the mean is off. */
export function guessDecimals({ mean, iterations }: Pick<GuessFacts, "mean" | "iterations">): number {
  const scale = mean || (iterations?.points[0].hidden ?? 0);
  if (!(scale > 0)) return 2;
  const power = Number(scale.toExponential().split("e")[1]);
  return Math.min(9, Math.max(0, 2 - power));
}

function featureWords(turn: GuessTurn | null, off: Off, t: Translate): string[] {
  if (!turn) return [];
  const { good, worst, shape } = turn;
  const words = { good: good.value, hidden: off(good.hidden) };
  const more = { worst: worst.value, worstSeen: off(worst.seen), worstHidden: off(worst.hidden) };
  const best =
    good.value === 1
      ? t("1 feature guesses as well as any: {hidden} off.", words)
      : t("{good} features guess as well as any: {hidden} off.", words);
  if (shape === "level") return [best];
  if (shape === "improves")
    return [t("More features guess better: with {good} they are {hidden} off.", words)];
  const turns = t(
    "More features fit what was seen and miss what was hidden: with {worst}, the seen cells are {worstSeen} off and the hidden ones {worstHidden}.",
    more,
  );
  return [turns, best];
}

function iterationWords(turn: GuessTurn | null, off: Off, t: Translate): string[] {
  if (!turn) return [];
  const { best, last, shape, points } = turn;
  const words = { best: best.value, hidden: off(best.hidden), end: off(last.hidden) };
  if (shape === "turns" && last.hidden > best.hidden && words.hidden !== words.end)
    return best === points[0]
      ? [t("The guesses get worse from the first iteration on, from {hidden} to {end} off.", words)]
      : [
          t(
            "Overfitting: the guesses are best after iteration {best}, {hidden} off, and then get worse, to {end}, while what was seen is still fitted better.",
            words,
          ),
        ];
  return [t("At the end of the training, the guesses are {end} off: they have not turned.", words)];
}

function penaltyWords(turn: GuessTurn | null, off: Off, t: Translate): string[] {
  const none = turn?.points[0];
  if (!turn || !none || none.value !== 0) return [];
  const { best } = turn;
  const words = { best: fewDigits(best.value), hidden: off(best.hidden), none: off(none.hidden) };
  if (best === none || words.hidden === words.none) return [t("No penalty λ guesses better than none.")];
  return [t("With a penalty λ of {best} the guesses are {hidden} off, without one {none}.", words)];
}

/** Says so where no number of features guesses better than the mean. */
function meanWords({ features, mean }: GuessFacts, off: Off, t: Translate): string[] {
  if (!features || mean > features.best.hidden) return [];
  return [t("Guessing the mean of what was seen would be {mean} off: no worse.", { mean: off(mean) })];
}

function unknownWords({ rows, columns }: GuessFacts, labels: Labels | undefined, t: Translate): string[] {
  const names = [
    ...rows.map((row) => labels?.rows?.[row] ?? t("row {row}", { row })),
    ...columns.map((column) => labels?.columns?.[column] ?? t("column {column}", { column })),
  ];
  return names
    .slice(0, MOST_NAMED)
    .map((name) =>
      t("Nothing is known of {name}: its guesses come from the starting factors alone.", { name }),
    );
}

/** How little the hidden cells say. */
function spreadWords({ count, features }: GuessFacts, off: Off, t: Translate): string {
  if (count === 1) return t("1 hidden cell: mostly chance. Hide another, and all of this may change.");
  if (count <= LUCK)
    return t("{count} hidden cells: mostly chance. Hide others, and all of this may change.", { count });
  const spread = features?.best.spread ?? null;
  if (spread === null || Number(off(spread)) === 0)
    return t("Measured on {count} hidden cells: with others, it may be different.", { count });
  return t("With {count} hidden cells, {spread} more or less may be chance.", { count, spread: off(spread) });
}

/** The output in words: what it is, and what hiding cells has shown. */
export function guessText(payload: GuessViewPayload, t: Translate): string {
  return [guessSentence(payload, t), ...guessSentences(guessFacts(payload), payload.labels, t)].join(" ");
}
