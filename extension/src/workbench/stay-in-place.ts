import { focusedNear } from "../dom";

/**
 * Keeps what a person uses where it is on the screen: what has grown above it is scrolled away. A person who drags a
 * slider, or clicks one button after the other, would lose them otherwise.
 */
export class StayInPlace {
  private pointed: Element | null = null;
  /** Where the pointer is on the screen. */
  private at: readonly [x: number, y: number] = [0, 0];
  /** Whether the keyboard was used last: the pointer rests somewhere. */
  private byKeys = false;
  /** Where the control was after the last drawing, until the page has come to rest. */
  private placed: Place | null = null;
  private readonly resizes = new ResizeObserver(() => this.resized());

  /**
   * @param view what is drawn. @param parts those of its parts whose controls stay. @param above what lays itself out
   * above them, also after it was drawn, once it knows its width.
   */
  constructor(
    private readonly view: HTMLElement,
    private readonly parts: readonly HTMLElement[],
    above: HTMLElement,
  ) {
    this.resizes.observe(above);
    for (const kind of ["pointerover", "pointermove"] as const) {
      view.addEventListener(kind, ({ target, clientX, clientY }) => {
        // When the page moves below a pointer that rests, events come, too.
        if (this.at[0] !== clientX || this.at[1] !== clientY) this.byKeys = false;
        this.at = [clientX, clientY];
        this.pointed = target instanceof Element ? target : null;
      });
    }
    view.addEventListener("pointerleave", () => (this.pointed = null));
    // Before parts that keep keys for themselves.
    view.addEventListener("keydown", () => (this.byKeys = true), { capture: true });
  }

  /** Draws, and keeps the control in place. */
  draw(draw: () => void): void {
    const around = this.around();
    draw();
    const place = around.find(({ node }) => node.isConnected && node.getClientRects().length > 0);
    this.placed = null;
    if (!place) return;
    scrollBackTo(place);
    this.keep({ ...place, top: topOf(place.node) }, FRAMES);
  }

  dispose(): void {
    this.resizes.disconnect();
  }

  private keep(place: Place, frames: number): void {
    this.placed = place;
    requestAnimationFrame(() => {
      if (this.placed !== place) return;
      if (frames > 0) this.keep({ ...place }, frames - 1);
      else this.placed = null;
    });
  }

  private resized(): void {
    if (this.placed?.node.isConnected) scrollBackTo(this.placed);
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
  private around(): Place[] {
    const found: Place[] = [];
    for (let node = this.control; node && node !== this.view; node = node.parentElement)
      found.push({ node, top: topOf(node) });
    return found;
  }
}

/** An element, and where it stands on the screen. */
interface Place {
  readonly node: Element;
  readonly top: number;
}

/** As many frames after a drawing, what lays itself out anew has done so. */
const FRAMES = 3;

function topOf(node: Element): number {
  return node.getBoundingClientRect().top;
}

function scrollBackTo({ node, top }: Place): void {
  const moved = topOf(node) - top;
  if (Math.abs(moved) >= 1) scrollerOf(node).scrollTop += moved;
}

/** The nearest element around that scrolls its content, or else the page. */
function scrollerOf(node: Element): Element {
  for (let at = node.parentElement; at; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at);
    if (at.scrollHeight > at.clientHeight + 1 && /auto|scroll/.test(overflowY)) return at;
  }
  return document.scrollingElement ?? document.documentElement;
}
