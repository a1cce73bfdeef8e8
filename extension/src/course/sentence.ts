import { element } from "../dom";

/** A text as an element, in which names between backticks are code. */
export function sentence(tag: "p" | "li", text: string): HTMLElement {
  const node = element(tag);
  for (const [k, part] of text.split(/`([^`\n]+)`/).entries())
    node.append(k % 2 === 1 ? element("code", { text: part }) : part);
  return node;
}
