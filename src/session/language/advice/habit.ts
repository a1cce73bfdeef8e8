/** What a line of another language or notebook looks like, and what to write here instead. */
export interface Habit {
  /** Matches within a line. What it matches is marked below it, or the group `mark`; the errors are in there as well. */
  pattern: RegExp;
  /** One sentence. */
  advice: (match: RegExpExecArray) => string;
}

/** A habit with a pattern for the whole line, in front of which there may be spaces. */
export function line(pattern: RegExp, advice: Habit["advice"]): Habit {
  return { pattern: new RegExp(`^\\s*(?<mark>${pattern.source})\\s*$`, `d${pattern.flags}`), advice };
}

/** A habit with a pattern for a part of a line. */
export function part(pattern: RegExp, advice: Habit["advice"]): Habit {
  const source = pattern.source.includes("(?<mark>") ? pattern.source : `(?<mark>${pattern.source})`;
  return { pattern: new RegExp(source, `d${pattern.flags}`), advice };
}

/** The sentence as the second part of another. */
export function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** A sentence, or what makes it once it is known where cells run. */
export type Sentence = string | (() => string);

export function sentence(advice: Sentence): string {
  return typeof advice === "string" ? advice : advice();
}
