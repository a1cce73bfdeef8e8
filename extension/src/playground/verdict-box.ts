import { beyondKnown, fewDigits, formatNumber, largest, smallest } from "factorlab/view";
import type { Experiment, Verdict } from "factorlab/view";
import { element, replaceChildren, setText } from "../dom";
import { localNumber, t } from "../words";
import { blankLines, blanksOf } from "./blanks";
import { textButton } from "./buttons";
import { verdictWords } from "./verdict-words";

export interface Judgement {
  experiment: Experiment;
  verdict: Verdict | null;
  /** A learning rate that works, if one was found. */
  workingRate?: number | null;
  /** L·U, rows × columns, row by row. */
  predicted?: ArrayLike<number>;
  running: boolean;
  error?: string;
}

/** The verdict on the training in words, announced once the training has ended; with a rate that works. */
export class VerdictBox {
  readonly node = element("div", { class: "factorlab-verdict" });
  private readonly spoken = element("div", { attributes: { role: "status", "aria-live": "polite" } });
  private readonly heading = element("strong");
  private readonly text = element("span");
  private readonly rank = element("p");
  private readonly said: HTMLElement;
  private readonly blanks = element("div", { class: "factorlab-blanks" });
  private readonly useRate: HTMLButtonElement;
  private rate = 0;

  constructor(onUseRate: (rate: number) => void) {
    this.useRate = textButton("", () => onUseRate(this.rate));
    const first = element("p", { children: [this.heading, this.text] });
    this.said = element("div", { class: "factorlab-said", children: [first, this.rank, this.useRate] });
    this.spoken.append(this.said, this.blanks);
    this.node.append(this.spoken);
  }

  show({ experiment, verdict, workingRate, predicted, running, error }: Judgement): void {
    // A screen reader waits until the numbers no longer change.
    this.spoken.setAttribute("aria-busy", String(running));
    this.node.dataset.state = error === undefined ? (verdict?.state ?? "none") : "error";
    if (error !== undefined) this.say(t("This cannot be trained."), error, "");
    else if (verdict) {
      const { heading, text, rank } = verdictWords(verdict, experiment.features);
      this.say(heading, text, rank);
    } else this.say(t("Training …"), "", "");
    // While it trains, the last predictions stay: the box would jump otherwise, and all controls below it.
    if (verdict || error !== undefined) {
      const known = error === undefined && verdict?.state !== "diverged";
      replaceChildren(this.blanks, blankWords(experiment, known ? predicted : undefined));
      this.blanks.hidden = this.blanks.childElementCount === 0;
    }
    this.offerRate(error === undefined ? workingRate : null, experiment.learningRate);
  }

  private say(heading: string, text: string, rank: string): void {
    setText(this.heading, heading);
    setText(this.text, text === "" ? "" : ` ${text}`);
    setText(this.rank, rank);
    this.rank.hidden = rank === "";
  }

  private offerRate(rate: number | null | undefined, current: number): void {
    const useful = typeof rate === "number" && rate !== current;
    this.useRate.hidden = !useful;
    if (!useful) return;
    this.rate = rate;
    setText(this.useRate, t("Use {rate}", { rate: fewDigits(rate) }));
  }
}

/** Lists the predictions for the unknown cells; without any, their names alone. */
function blankWords({ data, labels }: Experiment, predicted: ArrayLike<number> | undefined): HTMLElement[] {
  const blanks = blanksOf(data);
  const known = data.flat().filter((cell) => cell !== null);
  const range = [smallest(known), largest(known)] as const;
  const value = (i: number, j: number): string => {
    if (!predicted) return "–";
    const number = predicted[i * data[0].length + j];
    const beyond = beyondKnown(number, range, 2);
    // Stays in the line of its number.
    const sign = beyond === null ? "" : `\u00a0${{ above: "▲", below: "▼" }[beyond]}`;
    return localNumber(formatNumber(number, 2)) + sign;
  };
  if (blanks.length === 1) {
    const [{ i, j }] = blanks;
    const parts = [
      element("span", { text: t("The blank comes out as") }),
      element("strong", { text: ` ${value(i, j)}` }),
    ];
    return [element("p", { children: parts })];
  }
  return blankLines({ data, labels }, value);
}
