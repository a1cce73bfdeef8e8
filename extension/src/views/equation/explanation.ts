import { element, setText } from "../../dom";
import { plainSentence } from "./sentence";
import type { Piece } from "./sentence";

let explanationCount = 0;

/** The line below the equation that writes out a calculation. */
export class ExplanationLine {
  /** The id that a cell uses for its description. */
  readonly id = `factorlab-explanation-${++explanationCount}`;
  readonly node: HTMLElement;
  private readonly visible = element("span", { attributes: { "aria-hidden": "true" } });
  private readonly spoken = element("span", { class: "factorlab-spoken", attributes: { id: this.id } });

  constructor() {
    this.node = element("p", { class: "factorlab-explanation", children: [this.visible, this.spoken] });
  }

  /**
   * @param pieces the visible text.
   * @param spoken the text for screen readers, if it is longer.
   */
  show(pieces: readonly Piece[], spoken: string = plainSentence(pieces)): void {
    while (this.visible.children.length > pieces.length) this.visible.lastElementChild?.remove();
    pieces.forEach(({ text, tone }, k) => {
      const span = this.visible.children[k] ?? this.visible.appendChild(element("span"));
      setText(span, text);
      const name = tone ? `factorlab-${tone}` : "";
      if (span.className !== name) span.className = name;
    });
    setText(this.spoken, spoken);
  }
}
