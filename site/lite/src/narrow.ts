/** Has the notebook fill a narrow screen: JupyterLab's sidebar would leave it a few letters a line. */
import type { ILabShell, JupyterFrontEnd } from "@jupyterlab/application";

/** Narrower windows, in pixels, begin without the sidebar; its tabs open it. */
const NARROW = 760;

export function useNarrowScreen({ restored }: JupyterFrontEnd, shell: ILabShell): void {
  if (window.innerWidth >= NARROW) return;
  void Promise.all([restored, shell.restored]).then(() => {
    // The file browser opens by itself on a first visit, also as soon as all is restored.
    setTimeout(() => shell.collapseLeft());
  });
}
