import { describe } from "vitest";
import { checkDoors } from "./dense-doors";
import { checkFiles } from "./dense-files";
import { checkRows } from "./dense-rows";
import type { DenseTerms } from "./dense-terms";
import { checkUses } from "./dense-uses";

/** What every model of tables holds to. */
export function denseContract(terms: DenseTerms): void {
  describe(`the contract of tables, as ${terms.name} keeps it`, () => {
    checkDoors(terms);
    checkUses(terms);
    checkRows(terms);
    checkFiles(terms);
  });
}
