import type { TableViewPayload } from "../payload/types";
import { listColumns } from "./cell-text";
import type { ListColumn } from "./cell-text";
import type { Detail } from "./detail";
import { moreRows, rowsWithin } from "./list-rows";
import { PAPER, round, textElement } from "./svg-page";
import type { Part } from "./svg-page";
import { RUN_COLOURS } from "./svg-loss";
import { said } from "./translate";

const ROW = 24;
/** How much higher rows are whose numbers have errors below them. */
const ERROR = 14;
const COLUMN_GAP = 28;
const LETTER_WIDTH = 7;
const BAR_WIDTH = 64;
/** Nobody reads a picture with more rows. */
const MOST_ROWS = 100;

/** A table as a picture: its title, the names of its columns, and its rows. */
export function drawList(payload: TableViewPayload, { bytes }: Detail): Part {
  const columns = listColumns(payload);
  const row = columns.some(({ errors }) => errors) ? ROW + ERROR : ROW;
  const shown = Math.min(MOST_ROWS, rowsWithin(columns, bytes));
  const top = 36;
  const title = said(payload.title);
  let x = 0;
  const markup: string[] = [
    textElement(0, 14, title, `font-size="14" font-weight="bold" fill="${PAPER.ink}"`),
  ];
  for (const column of columns) {
    const width = widthOf(column, shown);
    markup.push(drawColumn(column, shown, { x, width, top, row }));
    x += width + COLUMN_GAP;
  }
  const width = Math.max(x - COLUMN_GAP, 8 * title.length);
  markup.push(`<line x2="${round(width)}" y1="${top + 22}" y2="${top + 22}" stroke="${PAPER.track}"/>`);
  const hidden = payload.rows.length - shown;
  if (hidden > 0)
    markup.push(
      textElement(0, top + ROW * 2 + row * shown, moreRows(hidden), `font-size="12" fill="${PAPER.quiet}"`),
    );
  return { markup: markup.join(""), width, height: top + row * shown + ROW * (hidden > 0 ? 2.4 : 1.4) };
}

function widthOf({ name, texts, errors, share }: ListColumn, shown: number): number {
  const longest = [
    ...texts.slice(0, shown),
    ...(errors ?? []).slice(0, shown).map((error) => `± ${error}`),
  ].reduce((most, each) => Math.max(most, each.length), name.length);
  return LETTER_WIDTH * longest + (share ? BAR_WIDTH + 8 : 0);
}

/** Where a column stands, and how high its rows are. */
interface ColumnPlace {
  readonly x: number;
  readonly width: number;
  readonly top: number;
  readonly row: number;
}

function drawColumn(column: ListColumn, shown: number, { x, width, top, row: height }: ColumnPlace): string {
  const anchor = column.numeric ? "end" : "start";
  const at = column.numeric ? x + width : x;
  const written = (y: number, text: string, style: string): string =>
    textElement(at, y, text, `text-anchor="${anchor}" font-size="12" ${style}`);
  const cells = column.texts.slice(0, shown).map((text, row) => {
    const y = top + ROW + height * row + 16;
    const share = column.share?.(row) ?? 0;
    const colour = RUN_COLOURS[share < 0 ? 1 : 0];
    const bar = column.share
      ? `<rect x="${round(x)}" y="${y - 9}" width="${round(BAR_WIDTH * Math.abs(share))}" height="8" rx="2" fill="${colour}"/>`
      : "";
    const weight = column.best.has(row) ? ' font-weight="bold"' : "";
    const error = column.errors?.[row];
    const below = error ? written(y + ERROR, `± ${error}`, `fill="${PAPER.quiet}"`) : "";
    return bar + written(y, text, `fill="${PAPER.ink}"${weight}`) + below;
  });
  return written(top + 14, column.name, `fill="${PAPER.quiet}"`) + cells.join("");
}
