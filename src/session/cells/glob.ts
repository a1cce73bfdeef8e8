/**
 * Whether the whole text matches a pattern, in which `*` stands for any text and `?` for one character.
 * The work is at most proportional to the product of both lengths.
 */
export function matchesGlob(text: string, pattern: string): boolean {
  let [textIndex, patternIndex] = [0, 0];
  /** The latest star, and the end of the text that it matches so far. */
  let [star, starEnd] = [-1, 0];
  while (textIndex < text.length) {
    if (pattern[patternIndex] === "*") {
      star = patternIndex++;
      starEnd = textIndex;
    } else if (
      patternIndex < pattern.length &&
      (pattern[patternIndex] === "?" || pattern[patternIndex] === text[textIndex])
    ) {
      textIndex++;
      patternIndex++;
    } else if (star >= 0) {
      patternIndex = star + 1;
      textIndex = ++starEnd;
    } else {
      return false;
    }
  }
  while (pattern[patternIndex] === "*") patternIndex++;
  return patternIndex === pattern.length;
}
