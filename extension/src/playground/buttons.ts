import { element } from "../dom";

/** Makes a button with a text. */
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

/** Makes a small button that shows a sign; its name is for screen readers and tooltips. */
export function signButton(sign: string, name: string, onClick: () => void): HTMLButtonElement {
  const button = textButton(sign, onClick);
  button.classList.add("factorlab-sign-button");
  nameButton(button, name);
  return button;
}

/** Sets the name of a button that shows a sign. */
export function nameButton(button: HTMLButtonElement, name: string): void {
  button.setAttribute("aria-label", name);
  button.title = name;
}
