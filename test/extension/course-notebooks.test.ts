import { describe, expect, test, vi } from "vitest";
import type { CourseEvent } from "../../extension/src/course/progress/progress";
import { CourseNotebooks } from "../../extension/src/notebook/course-notebooks";
import type {
  CellModel,
  NotebookContext,
  NotebookPanel,
  Output,
} from "../../extension/src/notebook/notebook-model";
import { samples } from "../payload/samples";

const MIME = "application/vnd.factorlab.v1+json";

class Signal<Given> {
  private readonly slots: ((sender: unknown, given: Given) => void)[] = [];
  connect(slot: (sender: unknown, given: Given) => void): boolean {
    return this.slots.push(slot) > 0;
  }
  emit(given: Given): void {
    this.slots.forEach((slot) => slot(null, given));
  }
}

type Change<Item> = { type: string; newValues: readonly Item[] };

class Metadata {
  constructor(readonly kept: Record<string, unknown> = {}) {}
  writes = 0;
  getMetadata(key: string): unknown {
    return this.kept[key];
  }
  setMetadata(key: string, value: unknown): void {
    this.writes++;
    this.kept[key] = value;
  }
}

class Cell extends Metadata {
  readonly outputs = { changed: new Signal<Change<Output>>() };
  run(...payloads: unknown[]): void {
    this.outputs.changed.emit({
      type: "add",
      newValues: payloads.map((payload) => ({ data: { [MIME]: payload } })),
    });
  }
}

class Model extends Metadata {
  readonly cells: Iterable<CellModel> & { changed: Signal<Change<CellModel>> };
  constructor(list: readonly CellModel[], kept?: Record<string, unknown>) {
    super(kept);
    this.cells = Object.assign([...list], { changed: new Signal<Change<CellModel>>() });
  }
}

/** A notebook that is open, with a node in it. */
async function open(cells: readonly Cell[], kept?: Record<string, unknown>) {
  const node = {} as Node;
  const model = new Model(cells, kept);
  const widgets = cells.map((cell) => ({ model: cell, outputHidden: true }));
  const closed = new Signal<unknown>();
  const panel = { node: { contains: (other: unknown) => other === node }, content: { widgets }, disposed: closed, isDisposed: false }; // prettier-ignore
  const events: [string, CourseEvent][] = [];
  const notebooks = new CourseNotebooks((path, event) => events.push([path, event]));
  const context = { path: "a/b.ipynb", ready: Promise.resolve(), model } as unknown as NotebookContext;
  notebooks.watch(panel as unknown as NotebookPanel, context);
  await context.ready;
  return { node, model, widgets, closed, notebooks, events };
}

const question = samples.exercise;
const check = { ...question, part: "check", state: "right" };

describe("a notebook of the course", () => {
  test("keeps guesses in its metadata, beside what else is there, and opens the outputs that wait for them", async () => {
    const cells = ["0.b", "0.c"].map((id) => new Cell({ factorlab: { "predicted-by": id } }));
    const kept = { factorlab: { other: 1, guesses: { "0.c": [1, 2] } } };
    const { node, model, widgets, notebooks } = await open(cells, kept);
    let heard = 0;
    const stop = notebooks.onGuess(() => heard++);
    notebooks.keepGuess(node, "0.b", 4);
    expect(model.kept["factorlab"]).toEqual({ other: 1, guesses: { "0.b": 4, "0.c": [1, 2] } });
    expect(notebooks.guess(node, "0.b")).toBe(4);
    expect(widgets.map(({ outputHidden }) => outputHidden)).toEqual([false, true]);
    stop();
    notebooks.keepGuess(node, "0.b", 4);
    expect([heard, model.writes]).toEqual([1, 1]);
  });

  test("closes the outputs of a cell that runs before its guess, and leaves all others open", async () => {
    const cells = [new Cell({ factorlab: { "predicted-by": "0.b" } }), new Cell()];
    const { node, widgets, notebooks } = await open(cells);
    const run = (): boolean[] => {
      // As JupyterLab does with a cell that runs.
      for (const widget of widgets) widget.outputHidden = false;
      for (const cell of cells) cell.run(samples.matrix);
      return widgets.map(({ outputHidden }) => outputHidden);
    };
    expect(run()).toEqual([true, false]);
    notebooks.keepGuess(node, "0.b", 4);
    expect(run()).toEqual([false, false]);
  });

  test("has no guess where its metadata hold something else, or the node is in no notebook", async () => {
    for (const factorlab of [null, 3, [], { guesses: "x" }, { guesses: [1] }, { guesses: null }]) {
      const { node, notebooks } = await open([], { factorlab });
      expect(notebooks.guess(node, "constructor")).toBeUndefined();
    }
    const { notebooks, model } = await open([]);
    notebooks.keepGuess({} as Node, "0.b", 4);
    expect(model.writes).toBe(0);
  });

  test("tells what cells that run say of exercises, also of cells that come later", async () => {
    const [first, later] = [new Cell(), new Cell()];
    const { model, events } = await open([first]);
    first.run(question, check, { ...check, state: "wrong" });
    model.cells.changed.emit({ type: "add", newValues: [later] });
    later.run({ ...question, part: "hint" }, { ...question, part: "solution" });
    const about = { id: "0.1", learner: "Ada" };
    await vi.waitFor(() => expect(events).toHaveLength(5));
    expect(events.map(([path]) => path)).toEqual(Array(5).fill("a/b.ipynb"));
    expect(events.map(([, event]) => event)).toEqual([
      { ...about, title: question.title },
      { ...about, title: question.title, right: true },
      { ...about, title: question.title, right: false },
      { ...about, hints: 2 },
      { ...about, solution: true },
    ]);
  });

  test("tells nothing of answers that were none, of other outputs, and of what cannot be read", async () => {
    const cell = new Cell();
    const { events } = await open([cell]);
    cell.run({ ...check, state: "unusable" }, samples.matrix, { kind: "exercise" }, null, 4, undefined);
    cell.outputs.changed.emit({ type: "remove", newValues: [{ data: { [MIME]: check } }] });
    // What is heard is heard in its order: behind these, one that tells something.
    cell.run(question);
    await vi.waitFor(() => expect(events).not.toEqual([]));
    expect(events).toEqual([["a/b.ipynb", { id: "0.1", learner: "Ada", title: question.title }]]);
  });

  test("is forgotten when it is closed", async () => {
    const { node, closed, notebooks, events } = await open([], { factorlab: { guesses: { "0.b": 4 } } });
    notebooks.hintRead(node, { id: "0.1", learner: "", step: 1 });
    closed.emit(null);
    notebooks.hintRead(node, { id: "0.1", learner: "", step: 2 });
    expect(events).toEqual([["a/b.ipynb", { id: "0.1", learner: "", hints: 1 }]]);
    expect(notebooks.guess(node, "0.b")).toBeUndefined();
  });
});
