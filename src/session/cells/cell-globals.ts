/** The globals that every cell has besides Node's own: `Jupyter`, `prompt`, `confirm` and `alert`. */
import { currentCell, type Cell } from "../running/cell";
import type { CommExtras } from "../messages/comm-content";
import type { Comms, TargetHandler } from "../messages/comms";
import { personFunction, personObject } from "../realm/person";
import { personPromise } from "../realm/promises";
import { makeDialogs } from "./dialogs";
import { bundleNow } from "../display/display-value";
import { markOutput } from "../display/output-calls";
import type { JsonBundle } from "../display/mime-bundle";
import type { DisplayOptions, Publisher } from "../messages/publisher";

/** The parts of the kernel that the globals use. */
export interface CellServices {
  comms: Comms;
  publisher: Publisher;
  executions: { readonly running: Cell | undefined };
  /** Asks the user for a line of text, and waits for it. */
  requestInput(cell: Cell, prompt: string, password: boolean): string;
}

/** Defines the globals; a cell may declare its own names in their place. */
export function installCellGlobals(services: CellServices): void {
  const input = (text: unknown = "", password = false): string => {
    // Only a cell that runs can be interrupted; a timer that waits for an answer would hold up the kernel for good.
    if (services.executions.running === undefined) {
      throw new Error("a person can be asked only while a cell runs, not from what it has left behind");
    }
    return services.requestInput(requireCell(), String(text), password);
  };
  const Jupyter = frozenForPerson({
    comms: commsOf(services.comms),
    display: displayOf(services.publisher),
    clearOutput: ({ wait }: { wait?: unknown } = {}) =>
      services.publisher.clear(requireCell(), Boolean(wait)),
    input: (text?: unknown) => input(text),
    password: (text?: unknown) => input(text, true),
  });
  const dialogs = functionsForPerson({ ...makeDialogs(input) });
  for (const [name, value] of Object.entries({ Jupyter, ...dialogs })) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

function commsOf(comms: Comms) {
  return frozenForPerson({
    open: (target: string, data?: object, extras?: CommExtras) => comms.openFromCell(target, data, extras),
    register: (target: string, handler: TargetHandler) => comms.register(target, handler),
    unregister: (target: string) => comms.unregister(target),
  });
}

function displayOf(publisher: Publisher) {
  return (value: unknown, options: DisplayOptions = {}): Promise<void> => {
    const cell = requireCell();
    const send = (bundle: JsonBundle): void => publisher.display(cell, bundle, options);
    const bundle = bundleNow(value);
    // This is not an async function, so that output that can be shown now keeps its order among the cell's lines, and
    // errors are thrown here.
    if (bundle instanceof Promise) return markOutput(personPromise(bundle.then(send)));
    send(bundle);
    return markOutput(personPromise(Promise.resolve()));
  };
}

/** The object as cells get it: of their realm, as all its functions. */
function frozenForPerson<T extends object>(members: T): T {
  return Object.freeze(personObject(functionsForPerson(members)));
}

function functionsForPerson<T extends object>(members: T): T {
  const made = Object.entries(members).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === "function" ? personFunction(value as () => unknown, name) : value,
  ]);
  return Object.fromEntries(made) as T;
}

function requireCell(): Cell {
  const cell = currentCell();
  if (cell === undefined) throw new Error("no cell has run yet");
  return cell;
}
