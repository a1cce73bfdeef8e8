/** Has the notebook fill a narrow screen: JupyterLab's sidebar would leave it a few letters a line. */
import type { ILabShell, JupyterFrontEnd } from "@jupyterlab/application";

/** Narrower windows, in pixels, begin without the sidebar; its tabs open it. */
const NARROW = 760;

export function useNarrowScreen({ restored }: JupyterFrontEnd, shell: ILabShell): void {
  if (window.innerWidth >= NARROW) return;
  // The file browser opens by itself on a first visit, some time after all is said to be restored. So whatever opens
  // before the first touch or key is closed again; from then on the person decides.
  const collapse = (): void => {
    if (!shell.leftCollapsed) shell.collapseLeft();
  };
  const stop = (): void => {
    shell.layoutModified.disconnect(collapse);
    for (const event of ["pointerdown", "keydown"]) window.removeEventListener(event, stop, true);
  };
  void Promise.all([restored, shell.restored]).then(() => {
    for (const event of ["pointerdown", "keydown"]) window.addEventListener(event, stop, true);
    shell.layoutModified.connect(collapse);
    collapse();
  });
}
