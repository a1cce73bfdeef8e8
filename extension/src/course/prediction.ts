import "../../style/course.css";
import { checkPayload } from "factorlab/view";
import type { Guess, PredictionViewPayload } from "factorlab/view";
import { element, setText } from "../dom";
import { host } from "../host/host";
import { keepKey } from "../keys";
import { wordsOf } from "../language";
import { ChoiceGuess } from "./choice-guess";
import { CurveGuess } from "./curve-guess";
import type { GuessInput } from "./guess-input";
import { NumberGuess } from "./number-guess";
import { outcome } from "./outcome";

/** A question whose answer is guessed, and the guess beside what came. */
export class PredictionCard {
  readonly node = element("div", {
    class: "factorlab-view factorlab-card factorlab-prediction",
    attributes: { role: "group" },
  });
  private readonly heading = element("p", { class: "factorlab-card-kind" });
  private readonly question = element("p", { class: "factorlab-card-question" });
  private readonly body = element("div");
  private readonly status = element("p", { class: "factorlab-note", attributes: { role: "status" } });
  private readonly stopListening: () => void;
  private readonly appears: ResizeObserver;
  private asked: PredictionViewPayload | null = null;
  /** A guess that was made here, for pages without a notebook that keeps it. */
  private own: Guess | null = null;
  /** The payload whose guess in code the notebook has got. */
  private kept: PredictionViewPayload | null = null;
  private shown = "";

  constructor() {
    this.node.append(this.heading, this.question, this.body, this.status);
    // Letters and arrows are the input's, not the notebook's.
    this.node.addEventListener("keydown", keepKey);
    this.stopListening = host().course?.onGuess(() => this.draw()) ?? (() => undefined);
    // An output is drawn before it is in its notebook.
    this.appears = new ResizeObserver(() => this.appear());
    this.appears.observe(this.node);
  }

  show(payload: PredictionViewPayload): void {
    if (payload !== this.asked) this.shown = "";
    this.asked = payload;
    this.node.setAttribute("lang", payload.language);
    this.node.setAttribute("aria-label", payload.question);
    setText(this.question, payload.question);
    this.appear();
  }

  dispose(): void {
    this.stopListening();
    this.appears.disconnect();
  }

  /** Draws, and keeps what was guessed in code as if it had been guessed here. */
  private appear(): void {
    this.draw();
    const { asked } = this;
    const guess = asked && written(asked);
    if (!asked || guess === null || asked === this.kept || !this.node.isConnected) return;
    this.kept = asked;
    host().course?.keepGuess(this.node, asked.id, guess);
  }

  private draw(): void {
    const payload = this.asked;
    if (!payload) return;
    const guess = this.guessOf(payload);
    const state = JSON.stringify([guess, payload.actual]);
    if (state === this.shown) return;
    this.shown = state;
    setText(this.heading, heading(payload, guess));
    if (guess === null && payload.actual === undefined) this.ask(payload, null);
    else this.tell(payload, guess);
  }

  /** The guess in code; else that which the notebook keeps, as far as it is one; else that of this output. */
  private guessOf(payload: PredictionViewPayload): Guess | null {
    if (written(payload) !== null) return written(payload);
    const kept = host().course?.guess(this.node, payload.id);
    if (kept === undefined) return this.own ?? payload.guess ?? null;
    try {
      const checked = checkPayload({ ...payload, guess: kept });
      return checked.kind === "prediction" ? (checked.guess ?? null) : null;
    } catch {
      return null;
    }
  }

  private ask(payload: PredictionViewPayload, before: Guess | null): void {
    const { t } = wordsOf(payload.language);
    const keep = this.button(t("Keep my guess"), "factorlab-primary", () => {
      const guess = input.value();
      if (guess !== null) this.keep(guess);
    });
    const input = inputFor(payload, () => (keep.disabled = input.value() === null));
    if (before !== null) input.show(before);
    keep.disabled = input.value() === null;
    this.body.replaceChildren(input.node, keep);
    setText(this.status, "");
  }

  private tell(payload: PredictionViewPayload, guess: Guess | null): void {
    const { t } = wordsOf(payload.language);
    this.body.replaceChildren(outcome(payload, guess));
    if (payload.actual === undefined) {
      if (written(payload) === null)
        this.body.append(this.button(t("Change my guess"), "", () => this.ask(payload, guess)));
      setText(this.status, t("Your guess is kept. Now see what happens."));
    } else setText(this.status, guess === null ? t("You have made no guess.") : "");
  }

  private keep(guess: Guess): void {
    if (!this.asked) return;
    this.own = guess;
    this.shown = "";
    host().course?.keepGuess(this.node, this.asked.id, guess);
    this.draw();
    // The button that was pressed is gone.
    this.body.querySelector("button")?.focus();
  }

  private button(text: string, style: string, onClick: () => void): HTMLButtonElement {
    const button = element("button", {
      class: `factorlab-button ${style}`.trim(),
      text,
      attributes: { type: "button" },
    });
    button.addEventListener("click", onClick);
    return button;
  }
}

function heading({ actual, language }: PredictionViewPayload, guess: Guess | null): string {
  const { t } = wordsOf(language);
  if (actual === undefined) return t("Before you look");
  return guess === null ? t("The outcome") : t("Your guess and the outcome");
}

/** A guess that stands in the cell, where it is changed. */
function written({ guess, actual }: PredictionViewPayload): Guess | null {
  return actual === undefined ? (guess ?? null) : null;
}

function inputFor({ input, language }: PredictionViewPayload, onChange: () => void): GuessInput {
  const words = wordsOf(language);
  switch (input.type) {
    case "number":
      return new NumberGuess(input, words, onChange);
    case "choice":
      return new ChoiceGuess(input.choices, words, onChange);
    case "curve":
      return new CurveGuess(input, words, onChange);
  }
}
