import { gridOf } from "../../src/outputs/table/grid-of";
import { tableHtml } from "../../src/outputs/table/table-html";

/** The table that a value is shown as, if it is. */
export function tableOf(value: unknown): string | undefined {
  const grid = gridOf(value);
  return grid && tableHtml(grid);
}

export function captionOf(value: unknown): string {
  return captionOfHtml(tableOf(value));
}

export function captionOfHtml(html = ""): string {
  return textOf(/<caption[^>]*>(.*?)<\/caption>/.exec(html)?.[1] ?? "no table");
}

/** The names over the columns, that over the names of the rows included. */
export function headOf(value: unknown): string[] {
  return cellsOf(/<thead>(.*?)<\/thead>/.exec(tableOf(value) ?? "")?.[1] ?? "");
}

/** The names and cells of each row. */
export function bodyOf(value: unknown): string[][] {
  return bodyOfHtml(tableOf(value) ?? "");
}

export function bodyOfHtml(html: string): string[][] {
  const body = /<tbody[^>]*>(.*?)<\/tbody>/s.exec(html)?.[1] ?? "";
  return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) => cellsOf(row));
}

function cellsOf(row: string): string[] {
  return [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => textOf(cell));
}

function textOf(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, "")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
