/** Has the notebook in front that the address names. */
import type { JupyterFrontEnd } from "@jupyterlab/application";

/**
 * JupyterLite opens what the address names while JupyterLab brings back the tabs of the last visit; whichever comes last
 * is in front. So the notebook is opened, or brought to the front, once both are done.
 */
export function showAddressed({ commands, restored }: JupyterFrontEnd): void {
  // Read at once: JupyterLite takes it out of the address.
  const path = new URLSearchParams(location.search).getAll("path").at(-1);
  if (path) void restored.then(() => commands.execute("docmanager:open", { path }));
}
