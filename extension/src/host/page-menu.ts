import type { Payload } from "factorlab/view";
import { element } from "../dom";
import { FIRST_COPY, FORMAT_IDS, FORMATS } from "../export/formats";
import type { FormatId } from "../export/formats";
import { chooseLanguage, LANGUAGES } from "../language";
import type { LanguageSetting } from "../language";
import { currentLanguage, t } from "../words";
import { host } from "./host";
import { showBelow } from "./top";

let open: PageMenu | null = null;

/** Opens the menu of exports and copies below its button, or closes it there. */
export function openExportMenu(payload: () => Payload, button: HTMLElement): void {
  const again = open?.button === button;
  open?.close(false);
  if (!again) open = new PageMenu(payload, button);
}

/** The menu: arrow keys, Home and End move in it; Escape, Tab and a press outside close it. */
class PageMenu {
  private readonly closed = new AbortController();
  private readonly formats = FORMAT_IDS.map((format) => this.item(format));
  private readonly items = [...this.formats, ...this.languages()];
  private readonly node = element("div", {
    class: "factorlab-menu",
    attributes: { role: "menu", "aria-label": t("Export or copy") },
  });

  constructor(
    private readonly payload: () => Payload,
    readonly button: HTMLElement,
  ) {
    FORMAT_IDS.forEach((format, k) => {
      if (format === FIRST_COPY) this.node.append(element("hr"));
      this.node.append(this.formats[k]);
    });
    this.node.append(element("hr"));
    for (const language of this.items.slice(this.formats.length)) this.node.append(language);
    this.node.addEventListener("keydown", (event) => this.onKey(event));
    this.listenOutside();
    // In the view that it belongs to, for its colours; there may be a shadow root between it and the page.
    (button.closest(".factorlab") ?? document.body).append(this.node);
    button.setAttribute("aria-expanded", "true");
    showBelow(this.node, button);
    this.items[0].focus();
  }

  /** @param focus whether the button gets the focus back. */
  close(focus: boolean): void {
    if (this.closed.signal.aborted) return;
    this.closed.abort();
    this.node.remove();
    this.button.removeAttribute("aria-expanded");
    if (open === this) open = null;
    if (focus) this.button.focus();
  }

  private item(format: FormatId): HTMLButtonElement {
    const item = element("button", {
      text: FORMATS[format](),
      attributes: { type: "button", role: "menuitem", tabindex: "-1" },
    });
    item.addEventListener("click", () => {
      this.close(true);
      void runExport(format, this.payload());
    });
    return item;
  }

  /** The languages; that of the page is marked. */
  private languages(): HTMLButtonElement[] {
    return Object.entries(LANGUAGES).map(([code, name]) => {
      const attributes = { type: "button", role: "menuitemradio", tabindex: "-1", lang: code };
      const item = element("button", { text: name, attributes });
      item.setAttribute("aria-checked", String(currentLanguage() === code));
      item.addEventListener("click", () => {
        this.close(true);
        chooseLanguage(code as LanguageSetting, code).catch((error: unknown) => console.error(error));
      });
      return item;
    });
  }

  /** A press on the button closes the menu by a click of its own. */
  private listenOutside(): void {
    const { signal } = this.closed;
    const outside = (event: Event): void => {
      const path = event.composedPath();
      if (!path.includes(this.node) && !path.includes(this.button)) this.close(false);
    };
    document.addEventListener("pointerdown", outside, { capture: true, signal });
    document.addEventListener("scroll", outside, { capture: true, signal });
    addEventListener("resize", () => this.close(false), { signal });
  }

  private onKey(event: KeyboardEvent): void {
    // The notebook around a widget listens to keys too.
    event.stopPropagation();
    const { key } = event;
    if (key === "Escape" || key === "Tab") this.close(true);
    else this.move(key);
    // Tab goes on from the button.
    if (key !== "Tab" && key !== "Enter" && key !== " ") event.preventDefault();
  }

  private move(key: string): void {
    const { items } = this;
    const at = items.findIndex((item) => item.matches(":focus"));
    const last = items.length - 1;
    const targets: Record<string, number | undefined> = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const target = targets[key];
    if (target !== undefined) items[target].focus();
  }
}

async function runExport(format: FormatId, payload: Payload): Promise<void> {
  try {
    const { exportPayload } = await import("../export/run");
    await exportPayload(format, payload);
  } catch (error) {
    console.error(error);
    host().notify("error", t("That did not work. The browser's console says why."));
  }
}
