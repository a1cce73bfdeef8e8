import type { Payload } from "factorlab/view";

type ShownPayload = () => Payload | null;

const shown = new WeakMap<Element, ShownPayload>();

/**
 * Says what a node shows, for exports and copies: asked each time, since it may change.
 * @param payload gives null as long as there is nothing to take along.
 */
export function shows(node: Element, payload: ShownPayload): void {
  shown.set(node, payload);
}

/** What the view around an element shows now, or null where there is none. The innermost view counts. */
export function currentPayload(node: Element): (() => Payload) | null {
  for (let at: Element | null = node; at; at = at.parentElement) {
    const now = shown.get(at)?.() ?? null;
    if (now) return () => shown.get(at)?.() ?? now;
  }
  return null;
}
