import { addressesIn, said } from "factorlab/view";
import type { TextPayload } from "factorlab/view";
import { element, replaceChildren } from "../dom";
import { t } from "../words";

/**
 * Shows the sentences below a view, a paragraph each, with links. What has not changed stays as it is, so that a link of a
 * view that is drawn anew several times a second can be clicked.
 */
export function showNotes(
  node: HTMLElement,
  { notes = [] }: { readonly notes?: readonly TextPayload[] },
): void {
  const paragraphs = notes.map((note) => element("p", { children: addressesIn(said(note, t)).map(piece) }));
  const isShown =
    node.childElementCount === paragraphs.length &&
    paragraphs.every((paragraph, k) => paragraph.isEqualNode(node.children[k]));
  if (!isShown) replaceChildren(node, paragraphs);
}

function piece(text: string, k: number): HTMLElement {
  if (k % 2 === 0) return element("span", { text });
  return element("a", { text, attributes: { href: text, target: "_blank", rel: "noopener noreferrer" } });
}
