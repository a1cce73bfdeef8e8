import type { Payload } from "factorlab/view";

type ShownPayload = () => Payload | null;

const shown = new WeakMap<Element, ShownPayload>();

/**
 * Registers what a node shows, for exports and copies. `payload` is called each time, since its result may change.
 * @param payload returns null while there is nothing to export.
 */
export function shows(node: Element, payload: ShownPayload): void {
  shown.set(node, payload);
}

/** Finds what the innermost view around an element shows; null if there is none. */
export function currentPayload(node: Element): (() => Payload) | null {
  for (let around: Element | null = node; around; around = around.parentElement) {
    const now = shown.get(around)?.() ?? null;
    if (now) return () => shown.get(around)?.() ?? now;
  }
  return null;
}
