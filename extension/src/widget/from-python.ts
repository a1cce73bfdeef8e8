import type { WidgetModel } from "./model";

/** Milliseconds to wait for Python, which may be at work on a cell. */
const PATIENCE = 60_000;

/** Asks Python for a module that lies beside the widget's file. */
export function sourceFromPython(model: WidgetModel, name: string): Promise<string> {
  return new Promise((done, fail) => {
    const settle = (): void => {
      clearTimeout(timer);
      model.off("msg:custom", take);
    };
    const take = (content: unknown, buffers: readonly BufferSource[]): void => {
      const answer = content as { kind?: unknown; name?: unknown } | null;
      if (answer?.kind !== "module" || answer.name !== name) return;
      settle();
      if (buffers.length > 0) done(new TextDecoder().decode(buffers[0]));
      else fail(new Error(`Python has no "${name}": reload the page, since Factorlab has changed there.`));
    };
    const timer = setTimeout(() => {
      settle();
      fail(new Error(`Python did not send "${name}": is its kernel running?`));
    }, PATIENCE);
    model.on("msg:custom", take);
    model.send({ kind: "module", name });
  });
}
