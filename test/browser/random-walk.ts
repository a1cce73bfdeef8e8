import type { Page } from "@playwright/test";

/** What a walk looked at, and what nobody should have seen of it. */
export interface Walk {
  actions: string[];
  /** Each with the actions that led there, the last one last. */
  wrong: { text: string; after: string[] }[];
}

/** What a walk does: what the form of an equation is for, or anything with whatever stands there. */
export type Acts = "form" | "anything";

/** Does random things with the form and the views of a page, and reads all that is written there after each of them. */
export function randomWalk(page: Page, acts: Acts, actions: number, seed: number): Promise<Walk> {
  return page.evaluate(walkInPage, { acts, actions, seed });
}

interface Given {
  acts: Acts;
  actions: number;
  seed: number;
}

/** Runs in the page, hence the functions inside. */
async function walkInPage({ acts, actions, seed }: Given): Promise<Walk> {
  // Mulberry32: the same seed walks the same way.
  let state = seed >>> 0;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)];
  const all = (selector: string): HTMLElement[] =>
    Array.from(document.querySelectorAll<HTMLElement>(selector)).filter((node) => node.checkVisibility());
  const pause = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const key = (node: Element, name: string, more: KeyboardEventInit = {}): boolean =>
    node.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...more }));

  const NUMBERS = ["0", "-0", "1", "2.5", "-3", "1e-9", "1e12", "-1e-200", "1e155", "1e300", "0.1", "7", "?"];
  const table = (): string =>
    Array.from({ length: 1 + Math.floor(random() * 6) }, () => 0)
      .map((_, __, rows) => rows.map(() => oneOf(random() < 0.7 ? ["1", "2", "3", "5"] : NUMBERS)).join("\t"))
      .join("\n");
  const write = (input: HTMLInputElement, text: string): void => {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const paste = (node: HTMLElement, text: string): void => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    node.focus();
    node.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  };
  const typeInto = (cell: HTMLElement, text: string): void => {
    cell.dispatchEvent(new MouseEvent("dblclick", { bubbles: true }));
    const editor = cell.querySelector("input");
    if (!editor) return;
    editor.value = text;
    key(editor, "Enter");
    if (editor.isConnected) key(editor, "Escape");
  };
  const grid = ".factorlab-playground [role=gridcell]";
  const fields = ".factorlab-playground .factorlab-field input[type=text]";
  const with_ = (selector: string, then: (node: HTMLElement) => void) => (): boolean => {
    const found = all(selector);
    if (found.length > 0) then(oneOf(found));
    return found.length > 0;
  };
  const form: Record<string, () => boolean> = {
    "type in a cell": with_(grid, (cell) => typeInto(cell, oneOf(NUMBERS))),
    "empty a cell": with_(grid, (cell) => {
      cell.focus();
      key(cell, "Delete");
    }),
    nudge: with_(grid, (cell) => {
      cell.focus();
      key(cell, oneOf(["ArrowUp", "ArrowDown"]), { altKey: true, shiftKey: random() < 0.3 });
    }),
    paste: with_(grid, (cell) => paste(cell, table())),
    // A table with names takes the place of the whole.
    "paste a small table": with_(grid, (cell) => paste(cell, "\ta\tb\nx\t1\t\ny\t2\t3")),
    example: with_(".factorlab-playground select", (select) => {
      (select as HTMLSelectElement).value = oneOf(["original", "rank-2", "identity", "ratings", "noise"]);
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }),
    field: with_(fields, (input) =>
      write(
        input as HTMLInputElement,
        oneOf(["1", "2", "5", "13", "0.01", "0.1", "1", "30", "1e-7", "1e6", "200", "x"]),
      ),
    ),
    slide: with_(".factorlab-playground input[type=range]", (slider) => {
      const { min, max } = slider as HTMLInputElement;
      write(slider as HTMLInputElement, String(Number(min) + random() * 0.7 * (Number(max) - Number(min))));
    }),
    button: with_(
      ".factorlab-playground-header button:enabled, .factorlab-edge button:enabled, " +
        ".factorlab-buttons button:enabled:not(.factorlab-sharing button), .factorlab-what-if button:enabled, .factorlab-verdict button:enabled",
      (button) => button.click(),
    ),
    "pick an entry": with_("[data-panel=L] tbody td, [data-panel=U] tbody td", (cell) => cell.click()),
    point: with_("[data-panel] tbody td", (cell) =>
      cell.dispatchEvent(new PointerEvent("pointerover", { bubbles: true })),
    ),
    "key on the curve": with_("[role=slider]", (slider) =>
      key(slider, oneOf(["Home", "End", "ArrowLeft", "ArrowRight", "PageUp", "PageDown", " "])),
    ),
    "axis or jump": with_(".factorlab-scrubber button:enabled", (button) => button.click()),
  };

  const pointer = (node: Element, type: string): void => {
    const { left, top, width, height } = node.getBoundingClientRect();
    const at = { clientX: left + random() * width, clientY: top + random() * height };
    node.dispatchEvent(new PointerEvent(type, { ...at, button: 0, buttons: 1, bubbles: true, pointerId: 1 }));
  };
  const TYPED = [...NUMBERS, "", "x", "0.02", "30"];
  const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"];
  const anything: Record<string, () => boolean> = {
    // Not what leaves the page, or writes into the notebook.
    button: with_(".factorlab button:enabled:not(.factorlab-sharing button)", (button) => button.click()),
    fold: with_(".factorlab summary", (summary) => summary.click()),
    tick: with_(".factorlab input:is([type=checkbox], [type=radio]):enabled", (box) => box.click()),
    choose: with_(".factorlab select:enabled", (node) => {
      const select = node as HTMLSelectElement;
      select.selectedIndex = Math.floor(random() * select.options.length);
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }),
    slide: with_(".factorlab input[type=range]:enabled", (slider) => {
      const { min, max } = slider as HTMLInputElement;
      const share = oneOf([0, 0.1, random(), random(), 1]);
      write(slider as HTMLInputElement, String(Number(min) + share * (Number(max) - Number(min))));
    }),
    write: with_(".factorlab input:is([type=text], [type=number]):enabled", (input) =>
      write(input as HTMLInputElement, oneOf(TYPED)),
    ),
    "click a cell": with_(".factorlab tbody td", (cell) => cell.click()),
    "type in a cell": with_(".factorlab tbody td", (cell) => typeInto(cell, oneOf(TYPED))),
    "key on a cell": with_(".factorlab tbody td[tabindex]", (cell) => {
      cell.focus();
      key(cell, oneOf([...KEYS, "Delete", "Enter", " ", "Escape"]), { altKey: random() < 0.3 });
    }),
    "key on a slider": with_(".factorlab [role=slider]", (slider) =>
      key(slider, oneOf([...KEYS, " "]), { shiftKey: random() < 0.3 }),
    ),
    "key on a picture": with_(".factorlab [role=group][tabindex], .factorlab [role=img][tabindex]", (node) =>
      key(node, oneOf([...KEYS, "Escape", "Enter"]), { shiftKey: random() < 0.5 }),
    ),
    drag: with_(".factorlab :is(svg, canvas)", (node) => {
      pointer(node, "pointerdown");
      for (let k = 0; k < 3; k++) pointer(node, "pointermove");
      pointer(node, "pointerup");
    }),
    undo: with_(".factorlab [tabindex]", (node) => key(node, oneOf(["z", "y"]), { ctrlKey: true })),
  };
  const steps = { form, anything }[acts];
  // Pointers of a program's own cannot be captured.
  Element.prototype.setPointerCapture = () => undefined;
  Element.prototype.releasePointerCapture = () => undefined;

  /** Numbers that nobody wants to see, but for the person's own text in fields. */
  const UGLY =
    /NaN|Infinity|undefined|\[object|(?<![\d.,e])[−-]0(?:[.,]0*)?(?![\d.,e])|(?<![\d.,])0[.,]0{9,}(?!\d)/;
  const READ = ["title", "aria-label", "aria-valuetext", "aria-valuenow", "aria-valuemax"];
  const DRAWN = ["d", "style", "x1", "y1"];
  const written = (node: Element): string[] => {
    const own = Array.from(node.childNodes, (child) => (child.nodeType === 3 ? (child.nodeValue ?? "") : ""));
    const attributes = READ.map((name) => node.getAttribute(name) ?? "");
    const drawn = DRAWN.map((name) => /NaN|Infinity/.exec(node.getAttribute(name) ?? "")?.[0] ?? "");
    return [...own, ...attributes, ...drawn].filter((text) => UGLY.test(text));
  };
  const look = (): string[] =>
    Array.from(document.querySelectorAll(".factorlab, .factorlab *"))
      .flatMap((node) => written(node).map((text) => ({ text, node })))
      .filter(({ node }) => node.checkVisibility())
      .map(({ text }) => text);

  const walk: Walk = { actions: [], wrong: [] };
  while (walk.actions.length < actions) {
    const name = oneOf(Object.keys(steps));
    if (!steps[name]()) continue;
    walk.actions.push(name);
    await pause();
    for (const text of new Set(look())) walk.wrong.push({ text, after: walk.actions.slice(-4) });
  }
  return walk;
}
