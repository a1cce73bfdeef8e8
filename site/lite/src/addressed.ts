/** Has the notebook in front that the address names. */
import type { JupyterFrontEnd } from "@jupyterlab/application";

/**
 * JupyterLite opens what the address names while JupyterLab brings back the tabs of the last visit; whichever comes last
 * is in front. So the notebook is opened, or brought to the front, once both are done; not where a person has clicked or
 * typed by then, who may have chosen another one.
 */
export function showAddressed({ commands, restored }: Pick<JupyterFrontEnd, "commands" | "restored">): void {
  // Read at once: JupyterLite takes it out of the address.
  const path = new URLSearchParams(location.search).getAll("path").at(-1);
  if (!path) return;
  let isTouched = false;
  const touch = (): void => void (isTouched = true);
  for (const event of ["pointerdown", "keydown"])
    addEventListener(event, touch, { capture: true, once: true });
  void restored.then(() => {
    for (const event of ["pointerdown", "keydown"]) removeEventListener(event, touch, { capture: true });
    return isTouched ? undefined : commands.execute("docmanager:open", { path });
  });
}
