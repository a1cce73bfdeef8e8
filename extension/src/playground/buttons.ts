import { element } from "../dom";

/** A button with a text. */
export function textButton(
  text: string,
  onClick: () => void,
  kind: "plain" | "primary" = "plain",
): HTMLButtonElement {
  const button = element("button", { class: `factorlab-button factorlab-${kind}`, text });
  button.type = "button";
  button.addEventListener("click", onClick);
  return button;
}

/** A small button that shows a sign; its name is said aloud and shown when one points at it. */
export function signButton(sign: string, name: string, onClick: () => void): HTMLButtonElement {
  const button = textButton(sign, onClick);
  button.classList.add("factorlab-sign-button");
  nameButton(button, name);
  return button;
}

/** Gives a button that shows a sign another name. */
export function nameButton(button: HTMLButtonElement, name: string): void {
  button.setAttribute("aria-label", name);
  button.title = name;
}
