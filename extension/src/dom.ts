/** The attributes of an element that {@link element} makes, and its content as text or elements. */
export interface ElementParts {
  class?: string;
  text?: string;
  attributes?: Record<string, string>;
  children?: readonly Element[];
}

/** Makes an element. Text is inserted as text and never parsed as markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { class: name, text, attributes = {}, children = [] }: ElementParts = {},
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (name !== undefined) made.className = name;
  if (text !== undefined) made.textContent = text;
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  for (const child of children) made.append(child);
  return made;
}

/**
 * Sets an element's text if it differs, so that updates change the page only where needed. The node of the text stays:
 * another one would be styled anew, and whatever a `:has()` of a style sheet asks about with it.
 */
export function setText(node: Element, text: string): void {
  if (node.textContent === text) return;
  const { firstChild } = node;
  if (firstChild instanceof Text && !firstChild.nextSibling && text !== "") firstChild.data = text;
  else node.textContent = text;
}

/** Replaces an element's children by any number of others. */
export function replaceChildren(node: Element, children: Iterable<Element>): void {
  const fragment = document.createDocumentFragment();
  for (const child of children) fragment.append(child);
  node.replaceChildren(fragment);
}

/** The element with the focus, as it is seen from a node: in a shadow tree, the page itself only knows the tree's host. */
export function focusedNear(node: Node): Element | null {
  const root = node.getRootNode();
  return root instanceof Document || root instanceof ShadowRoot ? root.activeElement : null;
}
