import type { JupyterFrontEnd } from "@jupyterlab/application";
import { Menu } from "@lumino/widgets";
import type { Payload } from "factorlab/view";
import { setMenuTarget } from "./target";
import { FIRST_COPY, FORMAT_IDS } from "./formats";

let menu: Menu | null = null;

/** Opens the menu of exports and copies of what a view shows. */
export function openMenu(app: JupyterFrontEnd, payload: () => Payload, x: number, y: number): void {
  menu ??= build(app);
  setMenuTarget(payload);
  menu.open(x, y);
}

function build(app: JupyterFrontEnd): Menu {
  const built = new Menu({ commands: app.commands });
  for (const format of FORMAT_IDS) {
    if (format === FIRST_COPY) built.addItem({ type: "separator" });
    built.addItem({ command: `factorlab:${format}`, args: { from: "menu" } });
  }
  return built;
}
