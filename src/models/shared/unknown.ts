import type { Id } from "../../ratings/ids";
import { checkChoice, checkOptionNames } from "../../training/options";
import { sentence } from "../../payload/sentence";
import type { TextPayload } from "../../payload/types";

/** What to do about users and items that the model does not know. */
export type Unknown = "throw" | "baseline";

/** How users and items that the model does not know are answered. */
export interface UnknownOptions {
  /**
   * What a user or an item gets that the model does not know: an error, or the model's baseline, which is what the model
   * says where nothing is known of them. @default "throw"
   */
  unknown?: Unknown;
}

/** @throws ValueError for an unknown or invalid option. */
export function checkPredict(options: UnknownOptions): Unknown {
  checkOptionNames(options, ["unknown"]);
  return checkUnknown(options.unknown);
}

/** @throws ValueError unless it is absent, "throw" or "baseline". */
export function checkUnknown(unknown: unknown = "throw"): Unknown {
  return checkChoice(unknown, "unknown", ["throw", "baseline"]);
}

/** The users or the items that a model knows. */
export interface Known {
  readonly size: number;
  at(index: number): Id;
  indexOf(who: unknown, argument: string, advice: string): number;
  indexIfKnown(who: unknown, argument: string): number | undefined;
}

const ADVICE = '; with unknown: "baseline", others are no error';

/**
 * The index of a user or an item; undefined where it is unknown and need not be known.
 * @throws ValueError for what is no id, and for an unknown one where that is an error.
 */
export function lookUp(known: Known, who: unknown, argument: string, unknown: Unknown): number | undefined {
  return unknown === "baseline" ? known.indexIfKnown(who, argument) : known.indexOf(who, argument, ADVICE);
}

/** A few names out of many: "Ada, Ben, Cem and 4 more". */
export function someNames(names: readonly string[]): TextPayload {
  const more = names.length - MOST_NAMED;
  const shown = (more > 0 ? names.slice(0, MOST_NAMED) : names.slice(0, -1)).join(", ");
  return more > 0
    ? sentence("{names} and {count} more", { names: shown, count: more })
    : sentence("{names} and {last}", { names: shown, last: names[names.length - 1] });
}

const MOST_NAMED = 3;
