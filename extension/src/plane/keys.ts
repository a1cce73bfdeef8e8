import type { PlanePoint } from "factorlab/view";

/** Where arrow keys lead. */
export const WAYS: Readonly<Record<string, PlanePoint | undefined>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Ctrl+Z, or ⌘Z. */
export function isUndo(event: KeyboardEvent): boolean {
  return letterOf(event) === "z" && !event.shiftKey;
}

/** Ctrl+Y or Ctrl+Shift+Z, with ⌘ too. */
export function isRedo(event: KeyboardEvent): boolean {
  const letter = letterOf(event);
  return letter === "y" || (letter === "z" && event.shiftKey);
}

/** The letter that was pressed with Ctrl or ⌘ alone; else nothing. */
function letterOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): string {
  return (ctrlKey || metaKey) && !altKey ? key.toLowerCase() : "";
}
