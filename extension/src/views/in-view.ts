/** How finely the page tells how much of a node is on the screen. */
const SHARES = Array.from({ length: 11 }, (_, k) => k / 10);

/**
 * What of a node is on the screen: not scrolled out of the page, nor out of anything around it. What nobody sees need not
 * follow each frame of what a person drags.
 */
export class InView {
  /** The part that is seen, down from its upper edge, as shares of its height; before the page has told, all of it. */
  seen: { readonly from: number; readonly to: number } | null = { from: 0, to: 1 };
  private readonly observer: IntersectionObserver;

  /** @param onMore is called when more of the node may have come into view. */
  constructor(node: Element, onMore: () => void) {
    this.observer = new IntersectionObserver(
      (entries) => {
        const {
          isIntersecting,
          boundingClientRect: all,
          intersectionRect: part,
        } = entries[entries.length - 1];
        const share = (y: number): number => (all.height > 0 ? (y - all.top) / all.height : 0);
        this.seen = isIntersecting ? { from: share(part.top), to: share(part.bottom) } : null;
        if (this.seen) onMore();
      },
      { threshold: SHARES },
    );
    this.observer.observe(node);
  }

  dispose(): void {
    this.observer.disconnect();
  }
}
