import { describe, facts, factorizationPanels } from "factorlab";
import type { FactorizationPayload, Panel } from "factorlab";
import { element, setText } from "../dom";
import type { Preferences } from "../preferences";
import { Preview } from "../playground/preview";
import { LossFigure } from "./loss-figure";
import { PanelFigure } from "./panel";

/** L and U stand left of the "=". */
const FACTORS = 2;

/** The equation L × U = L·U ≈ data with its error, and the loss curve below it. */
export class FactorizationView {
  readonly node = element("div", { class: "factorlab-view", attributes: { role: "group" } });
  private readonly facts = element("span", { class: "factorlab-facts" });
  private readonly equation = element("div", { class: "factorlab-equation" });
  private readonly loss = new LossFigure();
  private terms: Term[] = [];
  private preview: Preview | null = null;

  constructor() {
    const title = element("strong", { text: "Matrix factorization" });
    const header = element("header", { class: "factorlab-header", children: [title, this.facts] });
    this.node.append(header, this.equation, this.loss.node);
  }

  show(payload: FactorizationPayload, look: Preferences): void {
    this.node.setAttribute("aria-label", describe(payload));
    this.facts.replaceChildren(...facts(payload).map((fact) => element("span", { text: fact })));
    this.showEquation(factorizationPanels(payload), look);
    this.loss.show([{ name: "loss", loss: payload.loss }], look);
    if (this.preview) return;
    this.preview = new Preview(payload);
    this.node.append(this.preview.node);
  }

  dispose(): void {
    for (const term of this.terms) term.figure.dispose();
    this.loss.dispose();
    this.preview?.dispose();
  }

  private showEquation(panels: Panel[], look: Preferences): void {
    if (this.terms.length === 0) this.build(panels.length);
    // Side by side they share the page's width, so that all are as dense as the whole equation asks for.
    const columns = panels.reduce((sum, panel) => sum + panel.matrix.columns, 0);
    panels.forEach((panel, k) => {
      setText(this.terms[k].sign, panel.sign);
      this.terms[k].figure.show(panel, look, columns);
    });
  }

  /** Two sides, so that a narrow page breaks the equation before its "=" first. */
  private build(count: number): void {
    this.terms = Array.from({ length: count }, makeTerm);
    const nodes = this.terms.map((term) => term.node);
    for (const side of [nodes.slice(0, FACTORS), nodes.slice(FACTORS)]) {
      this.equation.append(element("div", { class: "factorlab-side", children: side }));
    }
  }
}

/** A matrix with the sign before it: they stay together where a narrow page breaks the equation. */
interface Term {
  node: HTMLElement;
  sign: HTMLElement;
  figure: PanelFigure;
}

function makeTerm(): Term {
  const sign = element("span", { class: "factorlab-sign" });
  const figure = new PanelFigure();
  return { sign, figure, node: element("div", { class: "factorlab-term", children: [sign, figure.node] }) };
}
