import type { Locator } from "@playwright/test";

/** The numbers of a matrix in a view, with all their digits. */
export function valuesIn(view: Locator, matrix: string): Promise<number[]> {
  return view
    .locator(`[data-panel="${matrix}"] td[data-value]`)
    .evaluateAll((cells) => cells.map((cell) => Number((cell as HTMLElement).dataset["value"])));
}
