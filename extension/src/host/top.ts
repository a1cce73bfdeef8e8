/** Pixels between a menu and its button, and between a menu and the window's edge. */
const GAP = 2;
const EDGE = 4;

/** Shows a fixed node below another one, or above it where there is more room, inside the window and over all else. */
export function showBelow(node: HTMLElement, anchor: Element): void {
  toTop(node);
  const { left, top, bottom } = anchor.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const { width, height } = node.getBoundingClientRect();
  const below = bottom + GAP;
  const fits = below + height + EDGE <= clientHeight || top < clientHeight - bottom;
  const y = fits ? below : top - GAP - height;
  const x = Math.min(left, clientWidth - width - EDGE);
  node.style.left = `${Math.max(EDGE, x)}px`;
  node.style.top = `${Math.max(EDGE, Math.min(y, clientHeight - height - EDGE))}px`;
}

/** Lifts a node out of whatever clips, moves or covers it on the page. Older browsers leave it to the stylesheet. */
export function toTop(node: HTMLElement): void {
  if (typeof node.showPopover !== "function") return;
  node.popover = "manual";
  node.showPopover();
}
