import { checkDoors } from "./dense-doors";
import { checkFiles } from "./dense-files";
import { checkRows } from "./dense-rows";
import type { DenseTerms } from "./dense-terms";
import { checkUses } from "./dense-uses";
import { VITEST } from "./suite";
import type { Suite } from "./suite";

/** What every model of tables holds to. */
export function denseContract(terms: DenseTerms, suite: Suite = VITEST): void {
  suite.describe(`the contract of tables, as ${terms.name} keeps it`, () => {
    checkDoors(terms, suite);
    checkUses(terms, suite);
    checkRows(terms, suite);
    checkFiles(terms, suite);
  });
}
