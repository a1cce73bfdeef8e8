import type { Experiment, Payload } from "factorlab/view";

/** What views can ask JupyterLab for. Plugins set what the application offers; a button without its action is hidden. */
export interface Actions {
  /** Puts TypeScript into a new cell below the selected one of the notebook that was used last. */
  insertCell?: (source: string) => Promise<void>;
  /** Opens the playground as a panel of its own. */
  openPlayground?: (experiment?: Experiment) => void;
  /** Opens the menu of exports and copies of what a view shows, at a position of the page. */
  exportMenu?: (payload: () => Payload, x: number, y: number) => void;
}

const actions: Actions = {};

export function offer(offered: Actions): void {
  Object.assign(actions, offered);
}

export function offered(): Readonly<Actions> {
  return actions;
}
