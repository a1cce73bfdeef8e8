import { checkEntryPoints } from "./table-entry-points";
import { checkFiles } from "./table-files";
import { checkTableQuestions } from "./table-questions";
import { checkRows } from "./table-rows";
import type { TableTerms } from "./table-terms";
import { checkUses } from "./table-uses";
import { VITEST } from "./suite";
import type { Suite } from "./suite";

/** The checks that every model of tables must pass. */
export function tableContract(terms: TableTerms, suite: Suite = VITEST): void {
  suite.describe(`the contract of tables, as ${terms.name} keeps it`, () => {
    checkEntryPoints(terms, suite);
    checkUses(terms, suite);
    checkTableQuestions(terms, suite);
    checkRows(terms, suite);
    checkFiles(terms, suite);
  });
}
