/** What a drag asks of the dials. */
export interface DragHost<Dragged> {
  /** The number under an event; null where there is none. */
  find(target: EventTarget | null): Dragged | null;
  /** Whether a finger turns it in all directions; others it only turns sideways, and scrolls the page up and down. */
  isChosen(dragged: Dragged): boolean;
  /** The number is held, and so chosen. */
  hold(dragged: Dragged): void;
  /** It was dragged by so many pixels since it was held, up and to the right. @param fine whether Shift is held */
  move(dragged: Dragged, pixels: number, fine: boolean): void;
  /** It was let go. @param moved whether it was dragged at all */
  drop(dragged: Dragged, moved: boolean): void;
}

/** A pointer that has moved by less than so many pixels has only clicked. */
const STILL = 3;

/** A number that a pointer is on. */
interface Held<Dragged> {
  readonly dragged: Dragged;
  readonly x: number;
  readonly y: number;
  /** Whether a drag up and down may be meant for the page. */
  readonly scrolls: boolean;
  moved: boolean;
}

/** Drags numbers up and down, or to the right and left, with a mouse, a pen or a finger. */
export function draggable<Dragged>(node: HTMLElement, host: DragHost<Dragged>): void {
  let held: Held<Dragged> | null = null;
  node.addEventListener("pointerdown", (event) => {
    const dragged = event.button === 0 ? host.find(event.target) : null;
    if (dragged === null) return;
    const { clientX: x, clientY: y, pointerType } = event;
    held = { dragged, x, y, scrolls: pointerType === "touch" && !host.isChosen(dragged), moved: false };
    node.setPointerCapture(event.pointerId);
    // Without this, text is selected while the pointer moves.
    event.preventDefault();
    if (!held.scrolls) host.hold(dragged);
  });
  node.addEventListener("pointermove", ({ clientX, clientY, shiftKey }) => {
    if (!held) return;
    const [right, up] = [clientX - held.x, held.y - clientY];
    if (!held.moved && Math.max(Math.abs(right), Math.abs(up)) >= STILL) held = begun(held, right, up, host);
    if (held?.moved) host.move(held.dragged, right + up, shiftKey);
  });
  node.addEventListener("pointerup", () => {
    if (held?.scrolls && !held.moved) host.hold(held.dragged);
    if (held) host.drop(held.dragged, held.moved);
    held = null;
  });
  node.addEventListener("pointercancel", () => {
    if (held?.moved) host.drop(held.dragged, true);
    held = null;
  });
}

/** Begins a drag, unless a finger means to scroll the page. */
function begun<Dragged>(
  held: Held<Dragged>,
  right: number,
  up: number,
  host: DragHost<Dragged>,
): Held<Dragged> | null {
  if (held.scrolls && Math.abs(up) > Math.abs(right)) return null;
  if (held.scrolls) host.hold(held.dragged);
  return { ...held, moved: true };
}
