import { fewDigits, randomCells, withHeldOut } from "factorlab/view";
import type { Experiment } from "factorlab/view";
import { localNumber, t } from "../words";

/** The share of the cells that is hidden at random. */
const SHARE = 0.2;
/** How many draws are told apart; another one begins again. */
const MOST_DRAWS = 100;

/** A cell of the data. */
export interface HiddenCell {
  readonly row: number;
  readonly column: number;
}

/** What a person does with hidden cells, beside the experiment: the tool that hides, guesses, and what was looked at. */
export class Hiding {
  /** Whether a click on a cell of the data hides it, or shows it again. */
  on = false;
  private readonly own = new Map<string, number>();
  private readonly looked = new Set<string>();

  /** A person's guess of a cell. */
  guessOf(cell: HiddenCell): number | undefined {
    return this.own.get(keyOf(cell));
  }

  /** Notes a guess; null takes it back. Who has guessed sees the truth. */
  guess(cell: HiddenCell, value: number | null): void {
    if (value === null) this.own.delete(keyOf(cell));
    else this.own.set(keyOf(cell), value);
    if (value !== null) this.look(cell);
  }

  /** Whether the true value of a cell is shown. */
  isLookedAt(cell: HiddenCell): boolean {
    return this.looked.has(keyOf(cell));
  }

  /** Shows the true value of a cell. */
  look(cell: HiddenCell): void {
    this.looked.add(keyOf(cell));
  }

  /** Goes on with what was done in another workbench on the same data. */
  takeOver({ on, own, looked }: Hiding): void {
    this.on = on;
    for (const [key, guess] of own) this.own.set(key, guess);
    for (const key of looked) this.looked.add(key);
  }

  /** Forgets what was guessed of cells that are no longer hidden: they can be hidden again. */
  keep(cells: readonly HiddenCell[]): void {
    if (this.own.size + this.looked.size === 0) return;
    const kept = new Set(cells.map(keyOf));
    for (const key of [...this.own.keys(), ...this.looked]) {
      if (kept.has(key)) continue;
      this.own.delete(key);
      this.looked.delete(key);
    }
  }
}

/** What is written in the place of a hidden number: a person's guess of it, if there is one. */
export function hiddenText(guess: number | undefined): string {
  return guess === undefined ? "?" : `${localNumber(fewDigits(guess).replace("-", "−"))}?`;
}

/** How a hidden cell is read out, with what is written in it. */
export function hiddenLabel(text: string): string {
  return text === "?" ? t("hidden") : `${text} ${t("hidden")}`;
}

function keyOf({ row, column }: HiddenCell): string {
  return `${row} ${column}`;
}

/** The hidden cells of an experiment. */
export function hiddenCells({ heldOut = [] }: Pick<Experiment, "heldOut">): HiddenCell[] {
  return heldOut.map(([row, column]) => ({ row, column }));
}

/** Whether a cell is hidden. */
export function isHidden(
  { heldOut = [] }: Pick<Experiment, "heldOut">,
  { row, column }: HiddenCell,
): boolean {
  return heldOut.some(([i, j]) => i === row && j === column);
}

/** Hides a cell, or shows it again. */
export function withHidden(experiment: Experiment, { row, column }: HiddenCell, hide: boolean): Experiment {
  const others = (experiment.heldOut ?? []).filter(([i, j]) => i !== row || j !== column);
  return withHeldOut(experiment, hide ? [...others, [row, column] as const] : others);
}

/** Hides a random fifth by the experiment's seed; where that is hidden already, another one. */
export function withRandomFifth(experiment: Experiment): Experiment {
  const { data, seed, heldOut = [] } = experiment;
  const draw = (n: number): [number, number][] => randomCells(data, SHARE, seed + n);
  const now = JSON.stringify(heldOut);
  let n = 0;
  for (let k = 0; k < MOST_DRAWS; k++) if (JSON.stringify(draw(k)) === now) n = k + 1;
  return withHeldOut(experiment, draw(n % MOST_DRAWS));
}
