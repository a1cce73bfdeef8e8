import type { Experiment, Payload } from "factorlab/view";
import type { Plotly } from "plotly.js/lib/core";
import type { CourseHost } from "../course/host";
import type { ThemeSource } from "./theme";

/** What a message says: that something was done, that something is missing, or that something failed. */
export type MessageKind = "done" | "warning" | "error";

/** What views ask of where they are shown: JupyterLab, a page of its own, or a widget in any notebook. */
export interface Host {
  readonly theme: ThemeSource;
  /** Starts the worker that trains; where it throws, the page itself trains. */
  startWorker(): Worker;
  /** Loads the chart library, a megabyte. */
  loadCharts(): Promise<Plotly>;
  /** Tells a person something; an error stays until it is closed. */
  notify(kind: MessageKind, text: string): void;
  /** Shows a dialog with one button, which closes it. @returns a promise that resolves when it is closed. */
  showDialog(title: string, content: HTMLElement): Promise<void>;
  /** The address of the page that opens shared experiments; a link adds its fragment to it. Null if there is none. */
  linkBase(): string | null;
  /** Opens the menu of exports and copies of what a view shows, below the button that asks for it. */
  exportMenu?: (payload: () => Payload, button: HTMLElement) => void;
  /** Puts TypeScript into a new cell below the selected one of the notebook that was used last. */
  insertCell?: (source: string) => Promise<void>;
  /**
   * Whether a table can be tried out however its factors were found, since experiments lead back to whoever shows it.
   * Otherwise only what gradient descent has found can be.
   */
  readonly triesAnyTable?: boolean;
  /** What the notebook around an output does for the course. */
  readonly course?: CourseHost;
  /** Opens the playground as a place of its own. */
  openPlayground?: (experiment?: Experiment) => void;
}

let current: Host | null = null;

/** Sets where the views are shown. Each host's bundle does so once, before it draws. */
export function useHost(host: Host): void {
  current = host;
}

/** Adds to what the host can do; a button without its action is hidden. */
export function offer(actions: Partial<Host>): void {
  Object.assign(host(), actions);
}

export function host(): Host {
  if (!current) throw new Error("No host is set: call useHost first.");
  return current;
}

/** Opens the menu of exports below a button, where there is one, and something to export. */
export function openExportMenu(shown: () => Payload | null, button: HTMLElement): void {
  const payload = shown();
  if (payload) host().exportMenu?.(() => shown() ?? payload, button);
}
