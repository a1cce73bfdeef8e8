import { jupyterDisplay } from "../../outputs/bundle";
import type { MimeBundle } from "../../outputs/bundle";
import { escapeMarkup } from "../../outputs/markup";
import { formatNumber } from "../../outputs/number";
import type { Id } from "../../ratings/ids";

/** One rating of a user, and what it does to a prediction. */
export interface Reason {
  readonly item: Id;
  readonly title: string;
  readonly rating: number;
  /** How much higher the prediction is than it would be without this rating. */
  readonly influence: number;
}

/** One item of a list. */
export interface Ranked {
  readonly id: Id;
  readonly title: string;
  /** The predicted rating, the score that ranks, or the similarity from −1 to 1. */
  readonly score: number;
  /** The ratings that raise the prediction most, the strongest first; absent unless asked for. */
  readonly because?: readonly Reason[];
}

/** A list of users or items, the best first; a notebook shows it as a table. */
export class RankedList implements Iterable<Ranked> {
  /**
   * @param title what the list is: "For Ada".
   * @param measure what the scores are: "rating", "score", "similarity".
   */
  constructor(
    readonly title: string,
    readonly measure: string,
    readonly entries: readonly Ranked[],
  ) {}

  get length(): number {
    return this.entries.length;
  }

  /** The ids alone, the best first. */
  get ids(): Id[] {
    return this.entries.map(({ id }) => id);
  }

  [Symbol.iterator](): Iterator<Ranked> {
    return this.entries[Symbol.iterator]();
  }

  toString(): string {
    const width = Math.max(0, ...this.entries.map(({ title }) => title.length));
    const lines = this.entries.map(
      ({ title, score }, k) =>
        `${String(k + 1).padStart(3)}  ${title.padEnd(width)}  ${formatNumber(score, 3)}`,
    );
    return [`${this.title} (${this.measure})`, ...lines].join("\n");
  }

  [jupyterDisplay](): MimeBundle {
    const reasons = this.entries.some(({ because }) => because);
    const head = ["", "title", this.measure, ...(reasons ? ["because of"] : [])];
    const cell = (text: string): string => `<td>${escapeMarkup(text)}</td>`;
    const rows = this.entries.map(({ title, score, because = [] }, k) => {
      const why = because.map((reason) => `${reason.title} (${reason.rating})`).join(", ");
      const cells = [String(k + 1), title, formatNumber(score, 3), ...(reasons ? [why] : [])];
      return `<tr>${cells.map(cell).join("")}</tr>`;
    });
    const header = head.map((text) => `<th>${escapeMarkup(text)}</th>`).join("");
    const caption = `<caption>${escapeMarkup(this.title)}</caption>`;
    const html = `<table>${caption}<thead><tr>${header}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
    return { "text/plain": this.toString(), "text/html": html };
  }
}
