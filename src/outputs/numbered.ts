import type { Detail } from "./detail";
import { MOST_NUMBERED } from "./markup";
import type { Panel } from "./panels";

/** The matrices of a picture, and which of them are drawn with their numbers. */
export interface ShownPanels {
  readonly panels: readonly Panel[];
  readonly numbered: ReadonlySet<Panel>;
  /** What is to be said of those that are drawn as colours alone; empty where all have their numbers. */
  readonly notes: readonly string[];
}

/**
 * Which panels are drawn with their numbers: those whose sides are short enough, all of them where they have no more
 * than the detail's numbers together, else the smaller ones.
 */
export function shownPanels(panels: readonly Panel[], { numbers, blocks }: Detail): ShownPanels {
  const short = panels.filter(({ matrix }) => Math.max(matrix.rows, matrix.columns) <= MOST_NUMBERED);
  const total = short.reduce((sum, panel) => sum + cells(panel), 0);
  const numbered = new Set(
    total <= numbers ? short : short.filter((panel) => cells(panel) <= numbers / panels.length),
  );
  const others = panels.filter((panel) => !numbered.has(panel));
  const averaged = others.some(({ matrix }) => matrix.of || Math.max(matrix.rows, matrix.columns) > blocks);
  return { panels, numbered, notes: others.length > 0 ? [averaged ? `${COLOURS} ${BLOCKS}` : COLOURS] : [] };
}

function cells({ matrix: { rows, columns } }: Panel): number {
  return rows * columns;
}

const COLOURS = "Large matrices are drawn as colours, without their numbers.";
const BLOCKS = "Where there are too many cells for squares, a square has the mean of a block of cells.";
