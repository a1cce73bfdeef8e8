/** What a drag asks of the dials. */
export interface DragHost<Dragged> {
  /** The number under an event; null where there is none. */
  find(target: EventTarget | null): Dragged | null;
  /** The number is held, and so chosen. */
  hold(dragged: Dragged): void;
  /** It was dragged by so many pixels since it was held, up and to the right. @param fine whether Shift is held */
  move(dragged: Dragged, pixels: number, fine: boolean): void;
  /** It was let go. @param moved whether it was dragged at all */
  drop(dragged: Dragged, moved: boolean): void;
}

/** A pointer that has moved by less than so many pixels has only clicked. */
const STILL = 3;

/** Drags numbers up and down, or to the right and left, with a mouse, a pen or a finger. */
export function draggable<Dragged>(node: HTMLElement, host: DragHost<Dragged>): void {
  let held: { dragged: Dragged; x: number; y: number; moved: boolean } | null = null;
  node.addEventListener("pointerdown", (event) => {
    const dragged = event.button === 0 ? host.find(event.target) : null;
    if (dragged === null) return;
    held = { dragged, x: event.clientX, y: event.clientY, moved: false };
    node.setPointerCapture(event.pointerId);
    // Without this, text is selected while the pointer moves.
    event.preventDefault();
    host.hold(dragged);
  });
  node.addEventListener("pointermove", ({ clientX, clientY, shiftKey }) => {
    if (!held) return;
    const [right, up] = [clientX - held.x, held.y - clientY];
    held.moved ||= Math.max(Math.abs(right), Math.abs(up)) >= STILL;
    if (held.moved) host.move(held.dragged, right + up, shiftKey);
  });
  for (const end of ["pointerup", "pointercancel"] as const)
    node.addEventListener(end, () => {
      if (held) host.drop(held.dragged, held.moved);
      held = null;
    });
}
