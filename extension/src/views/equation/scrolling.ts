import type { TermName } from "./matrix-cell";

interface Scroller {
  name: TermName;
  node: HTMLElement | null;
}

/**
 * Keeps matrices that are too large for their panels together: those that share their rows scroll down as one, those
 * that share their columns sideways.
 */
export function linkScrolling(around: HTMLElement, scrollers: () => readonly Scroller[]): void {
  // Scroll events do not bubble; on their way down they can be seen.
  around.addEventListener(
    "scroll",
    ({ target }) => {
      const all = scrollers();
      const moved = all.find(({ node }) => node === target);
      if (!moved?.node) return;
      const { scrollTop, scrollLeft } = moved.node;
      for (const { name, node } of all) {
        if (!node || node === moved.node) continue;
        if (name !== "U" && moved.name !== "U" && node.scrollTop !== scrollTop) node.scrollTop = scrollTop;
        if (name !== "L" && moved.name !== "L" && node.scrollLeft !== scrollLeft)
          node.scrollLeft = scrollLeft;
      }
    },
    { capture: true, passive: true },
  );
}
