import { afterEach, describe, expect, it, vi } from "vitest";
import { display, jupyterDisplay, Matrix, newDisplay, ValueError } from "../../src";
import type { Displayable } from "../../src";

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
    const place = newDisplay();
    place.show(value);
    place.show(value);
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
    const place = newDisplay();
    place.show(value);
    place.show(value);
    display({ [jupyterDisplay]: () => ({ "text/plain": "plain" }) });
    expect(outputs).toEqual([[html, html], ["plain"]]);
  });

  it("prints the text where there is no notebook", () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    display(value);
    expect(log).toHaveBeenCalledWith("[[1 2]]");
  });

  it.each([undefined, null, 3, "text", {}, [[1, 2]]])("refuses what has no picture: %j", (other) => {
    expect(() => display(other as Displayable)).toThrow(ValueError);
    expect(() => display(other as Displayable)).toThrow("expected a matrix, a factorization");
  });
});
