import { element } from "../dom";
import { signButton, textButton } from "../playground/buttons";
import { host } from "../host/host";
import { t } from "../words";

/** What is possible now. */
export interface ButtonsState {
  readonly undo: boolean;
  readonly redo: boolean;
  /** Whether the start is known, and other numbers are shown. */
  readonly restart: boolean;
  /** Whether other numbers are shown than those that were trained. */
  readonly leave: boolean;
}

/** Receives what is done with the buttons. */
export interface ButtonsHost {
  onUndo(): void;
  onRedo(): void;
  onRestart(): void;
  onLeave(): void;
  onExport(button: HTMLElement): void;
}

/** The buttons below the dials. */
export class DialButtons {
  readonly node: HTMLElement;
  private readonly undo: HTMLButtonElement;
  private readonly redo: HTMLButtonElement;
  private readonly restart: HTMLButtonElement;
  private readonly leave: HTMLButtonElement;

  constructor(does: ButtonsHost) {
    this.undo = signButton("↶", t("Undo"), () => does.onUndo());
    this.redo = signButton("↷", t("Redo"), () => does.onRedo());
    this.restart = textButton(t("To the start"), () => does.onRestart());
    this.leave = textButton(t("As trained"), () => does.onLeave());
    const more = signButton("⋯", t("Export or copy the dials"), () => does.onExport(more));
    more.setAttribute("aria-haspopup", "menu");
    more.hidden = host().exportMenu === undefined;
    const children = [this.undo, this.redo, this.restart, this.leave, more];
    this.node = element("div", { class: "factorlab-buttons", children });
  }

  show({ undo, redo, restart, leave }: ButtonsState): void {
    this.undo.disabled = !undo;
    this.redo.disabled = !redo;
    this.restart.disabled = !restart;
    this.leave.disabled = !leave;
  }
}
