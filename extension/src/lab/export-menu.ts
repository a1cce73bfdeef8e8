import type { JupyterFrontEnd } from "@jupyterlab/application";
import { MenuSvg } from "@jupyterlab/ui-components";
import type { Payload } from "factorlab/view";
import { setMenuTarget } from "./export-target";
import { FIRST_COPY, FORMAT_IDS } from "../export/formats";
import { LANGUAGES } from "../language";
import { LANGUAGE_COMMAND } from "./language-command";

let menu: MenuSvg | null = null;

/** Pixels between the menu and its button. */
const GAP = 2;

/** Opens the menu of exports and copies of what a view shows, below its button. */
export function openMenu(app: JupyterFrontEnd, payload: () => Payload, button: Element): void {
  menu ??= build(app);
  setMenuTarget(payload);
  const { left, bottom } = button.getBoundingClientRect();
  menu.open(left, bottom + GAP);
}

function build(app: JupyterFrontEnd): MenuSvg {
  // JupyterLab's own draws the mark of what is chosen.
  const built = new MenuSvg({ commands: app.commands });
  for (const format of FORMAT_IDS) {
    if (format === FIRST_COPY) built.addItem({ type: "separator" });
    built.addItem({ command: `factorlab:${format}`, args: { from: "menu" } });
  }
  built.addItem({ type: "separator" });
  for (const code of Object.keys(LANGUAGES)) {
    built.addItem({ command: LANGUAGE_COMMAND, args: { language: code } });
  }
  return built;
}
