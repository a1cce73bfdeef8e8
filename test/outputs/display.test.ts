import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { display, jupyterDisplay, Matrix, newDisplay } from "../../src";
import type { MimeBundle } from "../../src";
import { captionOfHtml } from "./table-reader";

const value = Matrix.from([[1, 2]]);
const global = globalThis as { [key: symbol]: unknown; __tslab__?: unknown };
const hook = Symbol.for("factorlab.display");

afterEach(() => {
  global[hook] = undefined;
  global.__tslab__ = undefined;
  vi.restoreAllMocks();
});

describe("display", () => {
  it("sends our kernel the whole bundle, and updates in the same place", () => {
    const sent: unknown[][] = [];
    global[hook] = (...message: unknown[]) => sent.push(message);
    const handle = newDisplay();
    handle.show(value);
    handle.show(value);
    display(value);
    const [first, second, third] = sent.map(
      ([, options]) => options as { displayId: string; update: boolean },
    );
    expect(sent[0][0]).toEqual(value[jupyterDisplay]());
    expect([first.update, second.update, third.update]).toEqual([false, true, false]);
    expect(second.displayId).toBe(first.displayId);
    expect(third.displayId).not.toBe(first.displayId);
  });

  it("sends stock tslab the html, and updates in the same place", () => {
    const outputs: string[][] = [];
    const stockDisplay = (): unknown => {
      const output: string[] = [];
      outputs.push(output);
      return { html: (markup: string) => output.push(markup), text: (text: string) => output.push(text) };
    };
    global.__tslab__ = {
      require: (name: string) => (name === "tslab" ? { newDisplay: stockDisplay } : undefined),
    };
    const html = value[jupyterDisplay]()["text/html"];
    const handle = newDisplay();
    handle.show(value);
    handle.show(value);
    display({ [jupyterDisplay]: () => ({ "text/plain": "plain" }) });
    expect(outputs).toEqual([[html, html], ["plain"]]);
  });

  it("prints the text where there is no notebook", () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    display(value);
    expect(log).toHaveBeenCalledWith("[[1 2]]");
  });

  it.each<[string, unknown, string]>([
    ["undefined", undefined, "undefined"],
    ["a number", 3, "3"],
    ["a string", "text", "'text'"],
    ["an object", { a: 1 }, "{ a: 1 }"],
    ["a short list", [1, 2], "[ 1, 2 ]"],
  ])("shows %s as text", (_, plain, text) => {
    expect(shownInKernel(plain)).toEqual([{ "text/plain": text }]);
    expect(shownInStock(plain)).toEqual([text]);
  });

  it.each<[string, unknown, string]>([
    ["rows of numbers", [[1, 2]], "numbers · 1 × 2"],
    ["a typed array", new Float64Array(3), "Float64Array · 3"],
    ["records", [{ a: 1 }], "records · 1 row × 1 column"],
  ])("shows %s as a table, with the text that Node prints", (_, list, caption) => {
    const [bundle] = shownInKernel(list);
    expect(bundle["text/plain"]).toBe(inspect(list));
    expect(captionOfHtml(bundle["text/html"])).toBe(caption);
    expect(shownInStock(list)).toEqual([bundle["text/html"]]);
  });

  it("an own display comes before a table, and may leave the value to us", () => {
    const own = Object.assign([[1, 2]], { [jupyterDisplay]: () => ({ "text/plain": "own" }) });
    expect(shownInKernel(own)).toEqual([{ "text/plain": "own" }]);
    const none = { a: 1, [jupyterDisplay]: () => null };
    expect(shownInKernel(none)[0]["text/plain"]).toBe(inspect(none));
  });

  it("a display that is a promise is shown when the promise is kept", async () => {
    const sent = inKernel();
    display({ [jupyterDisplay]: () => Promise.resolve({ "text/plain": "later" }) });
    expect(sent).toEqual([]);
    await vi.waitFor(() => expect(sent).toEqual([{ "text/plain": "later" }]));
  });

  it("an error of the value's own display reaches the caller", () => {
    inKernel();
    const broken = {
      [jupyterDisplay]: () => {
        throw new RangeError("broken");
      },
    };
    expect(() => display(broken)).toThrow(RangeError);
  });
});

/** Stands in for our kernel; gives the bundles that it gets. */
function inKernel(): MimeBundle[] {
  const sent: MimeBundle[] = [];
  global[hook] = (bundle: MimeBundle) => sent.push(bundle);
  return sent;
}

function shownInKernel(value: unknown): MimeBundle[] {
  const sent = inKernel();
  display(value);
  global[hook] = undefined;
  return sent;
}

/** The output that stock tslab shows: html where there is some, else text. */
function shownInStock(value: unknown): string[] {
  const shown: string[] = [];
  const keep = (text: string): number => shown.push(text);
  global.__tslab__ = { require: () => ({ newDisplay: () => ({ html: keep, text: keep }) }) };
  display(value);
  global.__tslab__ = undefined;
  return shown;
}
