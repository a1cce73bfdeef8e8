/** What keys mean in views, and which of them the page around does not get. */

/**
 * Keeps a key from the page around: a notebook listens to letters, digits and arrows, and runs its cell with Ctrl+Enter.
 * Ctrl+Shift still opens JupyterLab's palette and side bars.
 */
export function keepKey(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, shiftKey } = event;
  const isOfPage = (ctrlKey || metaKey) && shiftKey && key !== "Enter" && key.toLowerCase() !== "z";
  if (!isOfPage) event.stopPropagation();
}

/** Whether a text is being typed, in which the browser itself undoes changes. */
function isWriting(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && target.type === "text";
}

/** Has a key undo or redo outside of texts, and keeps every key from the page around. */
export function undoOrRedo(event: KeyboardEvent, travel: (where: "undo" | "redo") => void): void {
  keepKey(event);
  if (isWriting(event.target)) return;
  if (isUndo(event)) travel("undo");
  else if (isRedo(event)) travel("redo");
  else return;
  event.preventDefault();
}

/** Ctrl+Z, or ⌘Z. */
function isUndo(event: KeyboardEvent): boolean {
  return letterOf(event) === "z" && !event.shiftKey;
}

/** Ctrl+Y or Ctrl+Shift+Z, with ⌘ too. */
function isRedo(event: KeyboardEvent): boolean {
  const letter = letterOf(event);
  return letter === "y" || (letter === "z" && event.shiftKey);
}

/** The letter that was pressed with Ctrl or ⌘ alone; else nothing. */
function letterOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): string {
  return (ctrlKey || metaKey) && !altKey ? key.toLowerCase() : "";
}
