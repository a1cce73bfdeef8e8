import { element, setText } from "../../dom";
import { plainSentence } from "./sentence";
import type { Piece } from "./sentence";

let explanationCount = 0;

/** The line below the equation that writes a calculation out. */
export class ExplanationLine {
  /** What a cell names as its description. */
  readonly id = `factorlab-explanation-${++explanationCount}`;
  readonly node: HTMLElement;
  private readonly seen = element("span", { attributes: { "aria-hidden": "true" } });
  private readonly heard = element("span", { class: "factorlab-spoken", attributes: { id: this.id } });

  constructor() {
    this.node = element("p", { class: "factorlab-explanation", children: [this.seen, this.heard] });
  }

  /**
   * @param pieces what is seen.
   * @param heard what is read out where it is more than that.
   */
  show(pieces: readonly Piece[], heard: string = plainSentence(pieces)): void {
    while (this.seen.children.length > pieces.length) this.seen.lastElementChild?.remove();
    pieces.forEach(({ text, tone }, k) => {
      const span = this.seen.children[k] ?? this.seen.appendChild(element("span"));
      setText(span, text);
      const name = tone ? `factorlab-${tone}` : "";
      if (span.className !== name) span.className = name;
    });
    setText(this.heard, heard);
  }
}
