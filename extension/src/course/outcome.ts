import { fewDigits } from "factorlab/view";
import type { Guess, PredictionViewPayload } from "factorlab/view";
import { element } from "../dom";
import { wordsOf } from "../language";
import type { Words } from "../words";
import { CurvePlot } from "./curve-plot";

/** A guess, beside what came where that is there. */
export function outcome(
  { input, actual, language }: PredictionViewPayload,
  guess: Guess | null,
): HTMLElement {
  const words = wordsOf(language);
  const { t } = words;
  const node = element("div", { class: "factorlab-outcome" });
  if (input.type === "curve") {
    const plot = new CurvePlot(input, words);
    plot.show(guess, actual ?? null);
    plot.node.setAttribute("role", "img");
    plot.node.setAttribute("aria-label", curveSentence(words, guess, actual));
    node.append(plot.node, legend(words, guess !== null, actual !== undefined));
    return node;
  }
  const said = (value: Guess): string =>
    input.type === "choice" ? (input.choices[Number(value)] ?? "") : words.number(fewDigits(Number(value)));
  const list = element("dl");
  const add = (name: string, value: string): void => {
    list.append(element("dt", { text: name }), element("dd", { text: value }));
  };
  if (guess !== null) add(t("Your guess"), said(guess));
  if (actual !== undefined) add(t("The outcome"), said(actual));
  node.append(list);
  if (guess !== null && actual !== undefined)
    node.append(element("p", { text: verdict(words, input.type, guess, actual) }));
  return node;
}

function verdict({ t }: Words, type: "number" | "choice", guess: Guess, actual: Guess): string {
  if (guess === actual) return t("You were right.");
  if (type === "choice") return t("It turned out differently. Why?");
  return t("You were off by {distance}.", { distance: fewDigits(Math.abs(Number(guess) - Number(actual))) });
}

function curveSentence({ t }: Words, guess: Guess | null, actual: Guess | undefined): string {
  const ends = (curve: Guess): { from: string; to: string } => {
    const heights = [curve].flat();
    return { from: fewDigits(heights[0]), to: fewDigits(heights[heights.length - 1]) };
  };
  const sentences = [
    guess === null ? "" : t("Your guess goes from {from} to {to}.", ends(guess)),
    actual === undefined ? "" : t("The outcome goes from {from} to {to}.", ends(actual)),
  ];
  return sentences.filter(Boolean).join(" ");
}

function legend({ t }: Words, hasGuess: boolean, hasActual: boolean): HTMLElement {
  const node = element("p", { class: "factorlab-outcome-legend" });
  const add = (text: string, mark: string): void => {
    node.append(element("span", { text, attributes: { "data-mark": mark } }));
  };
  if (hasGuess) add(t("Your guess"), "guess");
  if (hasActual) add(t("The outcome"), "actual");
  return node;
}
