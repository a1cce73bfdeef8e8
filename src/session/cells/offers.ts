/** What a session offers its cells, and the library in them, as properties of the global object. */
import { readBundle } from "../display/mime-bundle";
import type { DisplayOptions, Publisher } from "../messages/publisher";
import { personFunction } from "../realm/person";
import { currentCell } from "../running/cell";
import { offerInterruptFlag } from "../running/interrupt";
import { installCellGlobals, type CellServices } from "./cell-globals";
import { installConsoleTable } from "./console-table";

/** Defines what all cells find; to be called once, before the first of them runs. */
export function makeOffers(services: CellServices): void {
  offerDisplay(services.publisher);
  offerInterruptFlag();
  installCellGlobals(services);
  installConsoleTable(services.publisher);
}

/** Lets the library display whole bundles in the middle of a cell: `globalThis[Symbol.for("factorlab.display")]`. */
function offerDisplay(publisher: Publisher): void {
  const display = (bundle: unknown, options: DisplayOptions = {}): void => {
    const cell = currentCell();
    if (cell !== undefined) publisher.display(cell, readBundle(bundle, "the display"), options);
  };
  Object.defineProperty(globalThis, Symbol.for("factorlab.display"), {
    value: personFunction(display),
    configurable: true,
  });
}
