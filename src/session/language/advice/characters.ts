/** Characters that look like others, and that no line of TypeScript may hold outside of text. */

const quotes = 'quotes are straight here, "…"';
const meant: Record<string, string> = {
  "×": "*",
  "·": "*",
  "⋅": "*",
  "÷": "/",
  "−": "-",
  "–": "-",
  "—": "-",
  "≤": "<=",
  "≥": ">=",
  "≠": "!==",
  "→": "=>",
  "⇒": "=>",
  "←": "=",
  "…": "...",
  "¬": "!",
  "∧": "&&",
  "∨": "||",
  "²": "** 2",
  "³": "** 3",
  "√": "Math.sqrt(…)",
  "∞": "Infinity",
};

/** The sentence for a character that means nothing. */
export function characterAdvice(character: string, isAtLineEnd: boolean): string {
  const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
  if (/[“”„‟‘’‚‛«»‹›″′´]/.test(character)) return `${character} is not a quote of TypeScript: ${quotes}`;
  if (character === "\\")
    return isAtLineEnd
      ? "A line goes on by itself where it is not complete: leave the backslash out"
      : "A backslash stands in text only; for formulas, make the cell a Markdown cell (Esc, then M)";
  if (/[\p{Cf}\p{Cc}\p{Zs}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/u.test(character))
    return `An invisible character (${code}) stands here: delete it`;
  const plain = meant[character] ?? character.normalize("NFKC");
  if (plain !== character)
    return `Write ${plain} in place of ${character}, which means nothing in TypeScript`;
  return `${character} (${code}) means nothing in TypeScript, except in text between quotes and in comments`;
}
