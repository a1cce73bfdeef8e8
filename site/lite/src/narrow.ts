/** Has the notebook fill a narrow screen: JupyterLab's sidebar would leave it a few letters a line. */
import type { ILabShell } from "@jupyterlab/application";

/** Narrower windows, in pixels, begin without the sidebar; its tabs open it. */
const NARROW = 760;

export function useNarrowScreen(shell: ILabShell): void {
  void shell.restored.then(() => {
    if (window.innerWidth < NARROW) shell.collapseLeft();
  });
}
