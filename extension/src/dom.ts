/** What an element made by {@link element} is given: attributes, and its content as text or elements. */
export interface ElementParts {
  class?: string;
  text?: string;
  attributes?: Record<string, string>;
  children?: readonly Element[];
}

/** Makes an element. Text goes in as text: nothing here reads markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { class: name, text, attributes = {}, children = [] }: ElementParts = {},
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (name !== undefined) made.className = name;
  if (text !== undefined) made.textContent = text;
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** Sets an element's text where it differs: an update in place touches only what has changed. */
export function setText(node: Element, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
