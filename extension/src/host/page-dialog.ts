import { element } from "../dom";

/** Shows a modal dialog with one button. @returns a promise that resolves when it is closed. */
export function openDialog(root: Element, title: string, content: HTMLElement, close: string): Promise<void> {
  const heading = element("h2", { text: title });
  const button = element("button", {
    class: "factorlab-button factorlab-primary",
    text: close,
    attributes: { type: "button" },
  });
  const dialog = element("dialog", {
    class: "factorlab-dialog",
    attributes: { "aria-label": title },
    children: [heading, content, element("div", { class: "factorlab-dialog-foot", children: [button] })],
  });
  // Around it, so that it has the colours of a view, wherever it is put.
  const frame = element("div", { class: "factorlab-layer", children: [dialog] });
  root.append(frame);
  button.addEventListener("click", () => dialog.close());
  // The notebook around a widget listens to keys too.
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      frame.remove();
      done();
    });
    dialog.showModal();
  });
}
