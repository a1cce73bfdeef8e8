import { largest } from "../../lists";
import { jupyterDisplay } from "../../outputs/bundle";
import type { MimeBundle } from "../../outputs/bundle";
import { bundleOf } from "../../outputs/make-bundle";
import { formatNumber } from "../../outputs/number";
import { said } from "../../outputs/translate";
import type { TextPayload } from "../../payload/types";
import type { Id } from "../../ratings/ids";
import { reasonText } from "./reason-texts";
import type { Ranked } from "./ranked";
import { checkFlag, checkOptionNames, checkWhole } from "../../training/options";
import { CANDIDATE_OPTIONS, checkCandidates } from "./candidates";
import type { CandidateOptions, Candidates } from "./candidates";
import { checkUnknown } from "./unknown";
import type { Unknown, UnknownOptions } from "./unknown";

export type { Called, Mostly, Ranked, Reason } from "./ranked";

/** How many items a list has, which may be in it, and whether reasons stand beside them. */
export interface RecommendOptions extends CandidateOptions, UnknownOptions {
  /** The most items, a whole number ≥ 1. @default 10 */
  count?: number;
  /** Leaves out what the user has rated. @default true */
  excludeSeen?: boolean;
  /**
   * Names with each item up to three of the user's ratings that raise it most, with what each adds; where none is worth
   * naming, what else raises it. @default false
   */
  reasons?: boolean;
}

/** Checked options. */
export interface Recommend {
  readonly count: number;
  readonly excludeSeen: boolean;
  readonly reasons: boolean;
  readonly candidates: Candidates;
  readonly unknown: Unknown;
}

/** @throws ValueError for an unknown or invalid option. */
export function checkRecommend(options: RecommendOptions): Recommend {
  checkOptionNames(options, ["count", "excludeSeen", ...CANDIDATE_OPTIONS, "reasons", "unknown"]);
  return {
    candidates: checkCandidates(options),
    unknown: checkUnknown(options.unknown),
    count: checkWhole(options.count ?? 10, "count", 1),
    excludeSeen: checkFlag(options.excludeSeen ?? true, "excludeSeen"),
    reasons: checkFlag(options.reasons ?? false, "reasons"),
  };
}

/** The number of neighbours to list. @throws ValueError */
export function checkCount(options: { count?: number }): number {
  checkOptionNames(options, ["count"]);
  return checkWhole(options.count ?? 10, "count", 1);
}

/** What a list has to say of itself. */
export interface ListNotes {
  /** Whether nothing is known of the user, so that this is the model's baseline. @default false */
  readonly isBaseline?: boolean;
  /** Sentences for who reads it. @default none */
  readonly notes?: readonly TextPayload[];
}

/** A list of users or items, the best first; a notebook shows it as a table. */
export class RankedList implements Iterable<Ranked> {
  /** Whether nothing is known of the user, so that this is the model's baseline: the same list for every newcomer. */
  readonly isBaseline: boolean;
  /** What is to be known of the list, in sentences, which its output shows below it. */
  readonly notes: readonly string[];
  /** What the list is: "For Ada". */
  readonly title: string;
  /** Title and notes as the output has them. Private, so that a notebook and JSON show them only once. */
  readonly #said: { readonly title: TextPayload; readonly notes: readonly TextPayload[] };

  /**
   * @param title what the list is: "For Ada".
   * @param measure what the scores are: "rating", "score", "similarity".
   */
  constructor(
    title: TextPayload,
    readonly measure: string,
    /** The entries, best first. */
    readonly entries: readonly Ranked[],
    { isBaseline = false, notes = [] }: ListNotes = {},
  ) {
    this.isBaseline = isBaseline;
    this.title = said(title);
    this.notes = notes.map((note) => said(note));
    this.#said = { title, notes };
  }

  /** How many entries there are. */
  get length(): number {
    return this.entries.length;
  }

  /** The ids alone, the best first. */
  get ids(): Id[] {
    return this.entries.map(({ id }) => id);
  }

  /** Goes through the entries, best first. */
  [Symbol.iterator](): Iterator<Ranked> {
    return this.entries[Symbol.iterator]();
  }

  toString(): string {
    const width = largest(
      this.entries.map(({ title }) => title.length),
      0,
    );
    const lines = this.entries.map((entry, k) => {
      const { title, score } = entry;
      const line = `${String(k + 1).padStart(3)}  ${title.padEnd(width)}  ${formatNumber(score, 3)}`;
      return entry.because ? `${line}  because of ${said(reasonText(entry, this.measure))}` : line;
    });
    return [`${this.title} (${this.measure})`, ...lines, ...this.notes].join("\n");
  }

  /** The list as a notebook shows it. */
  [jupyterDisplay](): MimeBundle {
    const hasReasons = this.entries.some(({ because }) => because);
    const because = hasReasons ? (entry: Ranked) => reasonText(entry, this.measure) : null;
    return bundleOf((make) => make.ranked(this.#said, this.measure, this.entries, because), this.toString());
  }
}
