/** Outputs of a whole notebook that ran in a page, beside those that are committed. */
import { expect, type Page } from "@playwright/test";
import { bundlesOf, codeCells, committedBundles, committedText, textOf, type Cell } from "../notebook-cells";
import { timeless } from "../session/timeless";

/**
 * Expects the bytes that are committed, but for times.
 * @param page where times are found, whichever page the notebook ran in.
 */
export async function expectCommitted(page: Page, file: string, ended: unknown): Promise<void> {
  const given = (ended as { cells: Cell[] }).cells.filter(({ cell_type: type }) => type === "code");
  const committed = codeCells(file);
  expect(given.map(({ id }) => id)).toEqual(committed.map(({ id }) => id));
  for (const [k, cell] of committed.entries()) {
    const place = `${file}, cell ${cell.id}`;
    expect(textOf(given[k]), place).toBe(committedText(cell));
    expect(await timeless(page, bundlesOf(given[k])), place).toEqual(
      await timeless(page, committedBundles(cell)),
    );
  }
}
