import { element } from "../dom";
import { textButton } from "../playground/buttons";
import { t } from "../words";

/** Receives what is done with the tools. */
export interface HideToolsHost {
  /** Switches between hiding cells by a click and not. */
  onHiding(on: boolean): void;
  /** Hides a random fifth. */
  onRandom(): void;
  /** Shows all cells again. */
  onNone(): void;
}

/** The buttons that hide cells of the data. */
export class HideTools {
  readonly node = element("div", { class: "factorlab-buttons factorlab-hide-tools" });
  private readonly hide: HTMLButtonElement;
  private readonly none: HTMLButtonElement;

  constructor(host: HideToolsHost) {
    this.hide = textButton(t("Hide cells"), () => host.onHiding(!this.isOn));
    this.hide.title = t(
      "Click cells of data, or drag over them: training does not see them. Enter or Space with the keyboard.",
    );
    const random = textButton(t("Hide a fifth"), () => host.onRandom());
    random.title = t("Hides a fifth of the known numbers at random; again: another fifth.");
    this.none = textButton(t("Hide none"), () => host.onNone());
    this.node.setAttribute("role", "group");
    this.node.setAttribute("aria-label", t("Hide and guess"));
    this.node.append(this.hide, random, this.none);
  }

  /** @param on whether a click hides. @param count how many cells are hidden. */
  show(on: boolean, count: number): void {
    this.hide.setAttribute("aria-pressed", String(on));
    this.none.disabled = count === 0;
  }

  private get isOn(): boolean {
    return this.hide.getAttribute("aria-pressed") === "true";
  }
}
