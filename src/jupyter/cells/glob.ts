/**
 * Whether the whole text fits a pattern, in which `*` stands for any text and `?` for one character.
 * The work is at most the product of both lengths, whatever the pattern.
 */
export function matchesGlob(text: string, pattern: string): boolean {
  let [at, wanted] = [0, 0];
  /** The latest star, and how far its text reaches so far. */
  let [star, reach] = [-1, 0];
  while (at < text.length) {
    if (pattern[wanted] === "*") {
      star = wanted++;
      reach = at;
    } else if (wanted < pattern.length && (pattern[wanted] === "?" || pattern[wanted] === text[at])) {
      at++;
      wanted++;
    } else if (star >= 0) {
      wanted = star + 1;
      at = ++reach;
    } else {
      return false;
    }
  }
  while (pattern[wanted] === "*") wanted++;
  return wanted === pattern.length;
}
