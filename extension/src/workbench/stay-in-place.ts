import { focusedNear } from "../dom";

/**
 * Keeps what a person uses where it is on the screen: what has grown above it is scrolled away. A person who drags a
 * slider, or clicks one button after the other, would lose them otherwise.
 */
export class StayInPlace {
  private pointed: Element | null = null;
  /** Whether the keyboard was used last: the pointer rests somewhere. */
  private byKeys = false;
  /** Where the control was after the last drawing, from the top of the view: scrolling does not change it. */
  private placed: { control: Element; top: number } | null = null;

  /**
   * @param view what is drawn. @param parts those of its parts whose controls stay: what stands below something that
   * changes its height.
   */
  constructor(
    private readonly view: HTMLElement,
    private readonly parts: readonly HTMLElement[],
  ) {
    for (const kind of ["pointerover", "pointermove"] as const) {
      view.addEventListener(kind, ({ target }) => {
        if (kind === "pointermove") this.byKeys = false;
        this.pointed = target instanceof Element ? target : null;
      });
    }
    view.addEventListener("pointerleave", () => (this.pointed = null));
    view.addEventListener("keydown", () => (this.byKeys = true));
  }

  /** Draws, and keeps the control in place. */
  draw(draw: () => void): void {
    const around = this.around();
    draw();
    const control = around.find(({ node }) => node.isConnected && node.getClientRects().length > 0);
    this.placed = null;
    if (!control) return;
    const top = control.node.getBoundingClientRect().top;
    scroll(control.node, top - control.top);
    this.placed = { control: control.node, top: this.topOf(control.node) };
  }

  /** Keeps the control in place after something above it has changed its height by itself. */
  resized(): void {
    const { placed } = this;
    if (!placed?.control.isConnected || placed.control !== this.control) return;
    const top = this.topOf(placed.control);
    scroll(placed.control, top - placed.top);
    this.placed = { ...placed, top };
  }

  /** The control under the pointer, or else the one that has the focus; null where neither is in one of the parts. */
  private get control(): Element | null {
    const within = (node: Element | null): boolean => this.parts.some((part) => part.contains(node));
    const { pointed } = this;
    if (!this.byKeys && pointed?.isConnected && within(pointed)) return pointed;
    const focused = focusedNear(this.view);
    return within(focused) ? focused : null;
  }

  /** The control with what is around it, from the inside: one of these is still there when it is drawn anew. */
  private around(): { node: Element; top: number }[] {
    const found: { node: Element; top: number }[] = [];
    for (let node = this.control; node && node !== this.view; node = node.parentElement)
      found.push({ node, top: node.getBoundingClientRect().top });
    return found;
  }

  private topOf(node: Element): number {
    return node.getBoundingClientRect().top - this.view.getBoundingClientRect().top;
  }
}

function scroll(node: Element, by: number): void {
  if (Math.abs(by) >= 1) scrollerOf(node).scrollTop += by;
}

/** The nearest element around that scrolls its content, or else the page. */
function scrollerOf(node: Element): Element {
  for (let at = node.parentElement; at; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at);
    if (at.scrollHeight > at.clientHeight + 1 && /auto|scroll/.test(overflowY)) return at;
  }
  return document.scrollingElement ?? document.documentElement;
}
