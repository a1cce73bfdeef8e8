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

/** A cell that runs a command of the shell. */
export function shell(command: string): string {
  const run = `import { execSync } from "node:child_process"; console.log(execSync(${JSON.stringify(command.trim())}).toString())`;
  return `A cell runs TypeScript, not commands of a shell; Node runs them: ${run}`;
}
