import type { JupyterFrontEnd } from "@jupyterlab/application";
import { Menu } from "@lumino/widgets";
import type { Payload } from "factorlab/view";
import { setMenuTarget } from "./target";
import { FIRST_COPY, WAY_IDS } from "./ways";

let menu: Menu | null = null;

/** Opens the menu with all ways to take along what a view shows. */
export function openMenu(app: JupyterFrontEnd, payload: () => Payload, x: number, y: number): void {
  menu ??= build(app);
  setMenuTarget(payload);
  menu.open(x, y);
}

function build(app: JupyterFrontEnd): Menu {
  const built = new Menu({ commands: app.commands });
  for (const way of WAY_IDS) {
    if (way === FIRST_COPY) built.addItem({ type: "separator" });
    built.addItem({ command: `factorlab:${way}`, args: { from: "menu" } });
  }
  return built;
}
