import { element } from "../../extension/src/dom";

/** A button of a figure. */
export function button(text: string, onPress: () => void, primary = false): HTMLButtonElement {
  const made = element("button", {
    class: primary ? "press primary" : "press",
    text,
    attributes: { type: "button" },
  });
  made.addEventListener("click", onPress);
  return made;
}

/** A line of buttons and what belongs to them. */
export function bar(...children: Element[]): HTMLElement {
  return element("div", { class: "bar", children });
}

/** A sentence that says what a figure shows now; it is read out when it changes. */
export function saying(text = ""): HTMLElement {
  return element("p", { class: "saying", text, attributes: { role: "status" } });
}

/** Whether the reader has asked for pages that do not move. */
export function wantsStillness(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** A number of stars in words. */
export function starsText(stars: number, decimals = 1): string {
  const text = stars.toFixed(decimals);
  return `${text} ${Number(text) === 1 ? "star" : "stars"}`;
}

/**
 * Draws again whenever the width of an element changes, as when a phone is turned.
 * @param draw gets the width in pixels
 */
export function drawToFit(node: Element, draw: (width: number) => void): void {
  let last = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.round(entry.contentRect.width);
    if (width === last || width === 0) return;
    last = width;
    draw(width);
  }).observe(node);
}
