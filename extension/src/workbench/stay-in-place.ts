import { focusedNear } from "../dom";

/**
 * Draws, and keeps a control that is in use where it is on the screen: what has grown above it is scrolled away. A person
 * who drags a slider would lose it otherwise.
 */
export function stayInPlace(control: Element | null, draw: () => void): void {
  const before = control?.getBoundingClientRect().top;
  draw();
  if (!control?.isConnected || before === undefined) return;
  const moved = control.getBoundingClientRect().top - before;
  if (Math.abs(moved) >= 1) scrollerOf(control).scrollTop += moved;
}

/** The nearest element around that scrolls its content, or else the page. */
function scrollerOf(node: Element): Element {
  for (let at = node.parentElement; at; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at);
    if (at.scrollHeight > at.clientHeight + 1 && /auto|scroll/.test(overflowY)) return at;
  }
  return document.scrollingElement ?? document.documentElement;
}

/** The control of a node that has the focus; null if none has. */
export function heldIn(node: HTMLElement): Element | null {
  const focused = focusedNear(node);
  return focused && node.contains(focused) ? focused : null;
}
