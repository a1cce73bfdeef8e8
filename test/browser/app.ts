/** An output area's model, as much of it as tests use. */
interface OutputModel {
  trusted: boolean;
  fromJSON(outputs: unknown[]): void;
}

/** An open notebook, as much of it as tests use. */
interface NotebookContent {
  model: { cells: Iterable<{ trusted: boolean }> };
  widgets: { outputArea: { model: OutputModel } }[];
}

/** JupyterLab's application, as much of it as tests use. @see JupyterFrontEnd in `@jupyterlab/application` */
export interface App {
  restored: Promise<void>;
  commands: { execute(id: string, args?: object): Promise<unknown> };
  shell: {
    currentWidget: { content: NotebookContent };
    leftCollapsed: boolean;
    expandLeft(): void;
    widgets(area: "main"): Iterable<{ id: string; dispose(): void }>;
  };
  serviceManager: { sessions: { shutdownAll(): Promise<void> } };
}

declare global {
  interface Window {
    /** There where the server was started with `--expose-app-in-browser`. */
    jupyterapp: App;
  }
}
