import "../../style/course.css";
import type { ExerciseViewPayload, GivenPayload } from "factorlab/view";
import { element, replaceChildren } from "../dom";
import { sentence } from "./sentence";
import { host } from "../host/host";
import { wordsOf } from "../language";

/** An exercise's question, what was found about an answer, a hint, or the folded solution. */
export class ExerciseCard {
  readonly node = element("div", {
    class: "factorlab-view factorlab-card factorlab-exercise",
    attributes: { role: "group" },
  });
  private drawn: ExerciseViewPayload | null = null;
  private read = 0;

  show(payload: ExerciseViewPayload): void {
    if (payload === this.drawn) return;
    this.drawn = payload;
    this.read = 0;
    const { part, state, title, language } = payload;
    this.node.dataset["part"] = part;
    if (state) this.node.dataset["state"] = state;
    else delete this.node.dataset["state"];
    this.node.setAttribute("lang", language);
    this.node.setAttribute("aria-label", title);
    replaceChildren(this.node, part === "solution" ? [solution(payload)] : this.parts(payload));
  }

  dispose(): void {
    // Nothing outlives its node.
  }

  private parts(payload: ExerciseViewPayload): HTMLElement[] {
    const { title, texts, part, learner, given = [], hints = [] } = payload;
    const heading = element("p", { class: "factorlab-card-heading" });
    heading.append(element("strong", { text: title }));
    if (part === "question" && learner)
      heading.append(element("span", { class: "factorlab-note", text: learner }));
    const sentences = texts.map((text) => sentence("p", text));
    if (part === "check") sentences[0]?.classList.add("factorlab-finding");
    const values = given.length > 0 ? [givenNode(payload, given)] : [];
    const help = part === "question" && hints.length > 0 ? [this.hints(payload, hints)] : [];
    return [heading, ...sentences, ...values, ...help];
  }

  /** Hints, of which a button shows one more each time. */
  private hints({ id, learner, language }: ExerciseViewPayload, hints: readonly string[]): HTMLElement {
    const { t } = wordsOf(language);
    const list = element("ol", { class: "factorlab-hints", attributes: { "aria-live": "polite" } });
    const button = element("button", { class: "factorlab-button", attributes: { type: "button" } });
    const name = (): void => {
      button.textContent =
        this.read === 0
          ? t("Show a hint")
          : t("Show another hint, {left} left", { left: hints.length - this.read });
      button.hidden = this.read >= hints.length;
    };
    button.addEventListener("click", () => {
      list.append(sentence("li", hints[this.read++]));
      host().course?.hintRead(this.node, { id, learner, step: this.read });
      name();
    });
    name();
    return element("div", { children: [list, button] });
  }
}

function givenNode({ language }: ExerciseViewPayload, given: readonly GivenPayload[]): HTMLElement {
  const { t } = wordsOf(language);
  const text = given.map(({ name, text: value }) => `${name} = ${value}`).join("\n");
  return element("pre", {
    text,
    attributes: { tabindex: "0", role: "group", "aria-label": t("Your values") },
  });
}

function solution({ title, texts, code, language }: ExerciseViewPayload): HTMLElement {
  const { t } = wordsOf(language);
  const summary = element("summary", { text: title });
  const body = texts.map((text) => sentence("p", text));
  const written = code
    ? [element("pre", { text: code, attributes: { tabindex: "0", role: "group", "aria-label": t("Code") } })]
    : [];
  return element("details", { children: [summary, ...body, ...written] });
}
