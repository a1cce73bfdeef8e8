import type { TermName } from "./matrix-cell";

interface Scroller {
  name: TermName;
  node: HTMLElement | null;
}

/**
 * Scrolls matrices that are too large for their panels together: those with the same rows vertically, those with the
 * same columns horizontally.
 */
export function linkScrolling(around: HTMLElement, scrollers: () => readonly Scroller[]): void {
  // Scroll events do not bubble, but can be captured.
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
