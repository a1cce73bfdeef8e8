import type { Experiment, Payload } from "factorlab/view";

/** What views can ask JupyterLab for. The plugins put in what the application offers; elsewhere a button is hidden. */
export interface Actions {
  /** Puts TypeScript into a new cell below the selected one of the notebook that was used last. */
  insertCell?: (source: string) => Promise<void>;
  /** Opens the playground as a panel of its own. */
  openPlayground?: (experiment?: Experiment) => void;
  /** Shows the menu with all ways to export or copy what a view shows, at a place of the page. */
  exportMenu?: (payload: () => Payload, x: number, y: number) => void;
}

const actions: Actions = {};

export function offer(offered: Actions): void {
  Object.assign(actions, offered);
}

export function offered(): Readonly<Actions> {
  return actions;
}
