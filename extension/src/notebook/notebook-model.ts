// What of JupyterLab's notebooks the course uses. Their package is not asked for: a widget extension is given them.
import type { Widget } from "@lumino/widgets";

/** A signal of JupyterLab's. */
interface Signal<Arguments> {
  connect(slot: (sender: unknown, given: Arguments) => void): boolean;
}

interface WithMetadata {
  getMetadata(key: string): unknown;
  setMetadata(key: string, value: unknown): void;
}

/** An output of a cell. */
export interface Output {
  readonly data: Readonly<Record<string, unknown>>;
}

interface ListChange<Item> {
  readonly type: string;
  readonly newValues: readonly Item[];
}

/** A cell of a notebook; only code cells have outputs. */
export interface CellModel extends WithMetadata {
  readonly outputs?: { readonly changed: Signal<ListChange<Output>> };
}

/** The content of a notebook. */
export interface NotebookModel extends WithMetadata {
  readonly cells: Iterable<CellModel> & { readonly changed: Signal<ListChange<CellModel>> };
}

/** A notebook on the page. */
export interface NotebookPanel extends Widget {
  readonly content: { readonly widgets: readonly { readonly model: CellModel; outputHidden?: boolean }[] };
}

/** The file behind a notebook. */
export interface NotebookContext {
  readonly path: string;
  readonly ready: Promise<void>;
  readonly model: NotebookModel;
}
