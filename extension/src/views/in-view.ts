/**
 * Whether a node is on the screen: not scrolled out of the page, nor out of anything around it. What nobody sees need not
 * follow each frame of what a person drags.
 */
export class InView {
  /** Before the page has told, a node counts as seen. */
  isSeen = true;
  private readonly observer: IntersectionObserver;

  /** @param onSeen is called when the node comes into view. */
  constructor(node: Element, onSeen: () => void) {
    this.observer = new IntersectionObserver((entries) => {
      const seen = entries[entries.length - 1].isIntersecting;
      const came = seen && !this.isSeen;
      this.isSeen = seen;
      if (came) onSeen();
    });
    this.observer.observe(node);
  }

  dispose(): void {
    this.observer.disconnect();
  }
}
