import type { Guess } from "factorlab/view";
import { PAYLOAD_MIME } from "factorlab/view";
import type { CourseHost } from "../course/host";
import type { CourseEvent } from "../course/progress/progress";
import type { CellModel, NotebookContext, NotebookPanel, Output } from "./notebook-model";

/** Where a notebook's metadata keeps guesses, and a cell's the prediction that its outputs would spoil. */
const METADATA = "factorlab";

/** The open notebooks: they keep guesses, open what waits for them, and tell what has become of exercises. */
export class CourseNotebooks implements CourseHost {
  private readonly open = new Map<NotebookPanel, NotebookContext>();
  private readonly listeners = new Set<() => void>();
  private readonly watched = new WeakSet<CellModel>();

  /** @param onEvent hears what has happened, in the notebook of which path */
  constructor(private readonly onEvent: (path: string, event: CourseEvent) => void) {}

  /** Watches a notebook until it is closed. */
  watch(panel: NotebookPanel, context: NotebookContext): void {
    this.open.set(panel, context);
    panel.disposed.connect(() => this.open.delete(panel));
    context.ready
      .then(() => {
        if (panel.isDisposed) return;
        const { cells } = context.model;
        for (const cell of cells) this.watchCell(cell, panel, context);
        cells.changed.connect((_, { newValues }) =>
          newValues.forEach((cell) => this.watchCell(cell, panel, context)),
        );
        // What was drawn before the notebook had its metadata.
        this.announce();
      })
      .catch((error: unknown) => console.error(error));
  }

  guess(node: Node, id: string): unknown {
    const guesses = this.guessesAt(node);
    return Object.hasOwn(guesses, id) ? guesses[id] : undefined;
  }

  keepGuess(node: Node, id: string, guess: Guess): void {
    const [panel, context] = this.notebookAt(node) ?? [];
    if (!panel || !context) return;
    if (JSON.stringify(this.guess(node, id)) !== JSON.stringify(guess)) {
      const metadata = recordOf(context.model.getMetadata(METADATA));
      const guesses = { ...recordOf(metadata["guesses"]), [id]: guess };
      context.model.setMetadata(METADATA, { ...metadata, guesses });
    }
    for (const cell of panel.content.widgets)
      if (recordOf(cell.model.getMetadata(METADATA))["predicted-by"] === id) cell.outputHidden = false;
    this.announce();
  }

  onGuess(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  hintRead(node: Node, { id, learner, step }: { id: string; learner: string; step: number }): void {
    const context = this.notebookAt(node)?.[1];
    if (context) this.onEvent(context.path, { id, learner, hints: step });
  }

  /** Outputs that come while a notebook is open are those of cells that run: what was saved is there before. */
  private watchCell(cell: CellModel, panel: NotebookPanel, context: NotebookContext): void {
    if (!cell.outputs || this.watched.has(cell)) return;
    this.watched.add(cell);
    cell.outputs.changed.connect((_, { type, newValues }) => {
      if (type !== "add" && type !== "set") return;
      hideUnguessed(cell, panel, context);
      for (const output of newValues) void this.hear(output, context);
    });
  }

  private async hear({ data }: Output, context: NotebookContext): Promise<void> {
    const value = data[PAYLOAD_MIME] as { kind?: unknown } | undefined;
    if (value?.kind !== "exercise") return;
    const { eventOf } = await import("./course-event");
    const event = eventOf(value);
    if (event) this.onEvent(context.path, event);
  }

  private guessesAt(node: Node): Record<string, unknown> {
    return guessesIn(this.notebookAt(node)?.[1]);
  }

  private notebookAt(node: Node): [NotebookPanel, NotebookContext] | undefined {
    return [...this.open].find(([panel]) => panel.node.contains(node));
  }

  private announce(): void {
    this.listeners.forEach((listener) => listener());
  }
}

/** The guesses that a notebook keeps. */
function guessesIn(context: NotebookContext | undefined): Record<string, unknown> {
  // Until it is ready, a notebook has no model.
  const metadata = context?.model?.getMetadata(METADATA);
  return recordOf(recordOf(metadata)["guesses"]);
}

/** JupyterLab opens the outputs of a cell that runs; those that wait for a guess are closed again. */
function hideUnguessed(cell: CellModel, panel: NotebookPanel, context: NotebookContext): void {
  const id = recordOf(cell.getMetadata(METADATA))["predicted-by"];
  if (typeof id !== "string" || Object.hasOwn(guessesIn(context), id)) return;
  const shown = panel.content.widgets.find(({ model }) => model === cell);
  if (shown) shown.outputHidden = true;
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
