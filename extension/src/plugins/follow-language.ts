import type { JupyterFrontEnd } from "@jupyterlab/application";
import { onPreferencesChange } from "../preferences";
import { currentLanguage } from "../words";

let following = false;

/** Has menus, launcher and palette read the labels of our commands again when the language changes. */
export function followLanguage(app: JupyterFrontEnd): void {
  if (following) return;
  following = true;
  let known = currentLanguage();
  onPreferencesChange(() => {
    if (known === currentLanguage()) return;
    known = currentLanguage();
    for (const id of app.commands.listCommands()) {
      if (id.startsWith("factorlab:")) app.commands.notifyCommandChanged(id);
    }
  });
}
