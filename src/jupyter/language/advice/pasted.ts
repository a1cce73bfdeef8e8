/** Text that is no code: Markdown, HTML, JSX, prose. */
import { line, part, type Habit } from "./habit";

const markdown = "make the cell a Markdown cell (Esc, then M)";
const html = 'show HTML with Jupyter.display({ "text/html": `<b>text</b>` })';
const tags =
  "a|abbr|article|b|body|br|button|canvas|center|code|div|em|form|h[1-6]|head|header|hr|html|i|iframe|img|input|label|" +
  "li|link|main|meta|nav|ol|option|p|path|pre|script|section|select|small|span|strong|style|sub|sup|svg|table|tbody|" +
  "td|textarea|th|thead|title|tr|u|ul|video";

export const comments: readonly Habit[] = [
  line(/#include\s*[<"].*/, () => 'A module is imported with import * as os from "node:os"'),
  part(
    /(?<mark>#{1,6})(?!!|[rli]\w*\s+["'])(?=\s|$|[A-Za-z0-9_#=-])/,
    () => `A comment begins with //, not with #; for headings and text, ${markdown}`,
  ),
  part(/^\s*(?<mark>--)(?=\s)/, () => `A comment begins with //, not with --`),
];

export const fence: Habit = line(
  /```.*|~~~.*/,
  () => "Leave the three backticks out: a cell is code already",
);

export const pastedText: readonly Habit[] = [
  part(
    new RegExp(`(?<mark></?(?:${tags})(?![\\w-])(?:\\s[^<>]*)?/?>?)`),
    () => `A cell is TypeScript without HTML and JSX; ${html}`,
  ),
  part(
    /(?<mark><!(?:DOCTYPE|--)[^>]*>?|<\/?>|<\/[A-Za-z][\w.]*>|<[A-Z][\w.]*(?:\s[^<>]*?)?\/>|<[A-Z][\w.]*\s+\w+=)/i,
    () => `A cell is TypeScript without HTML and JSX; ${html}`,
  ),
  fence,
  line(/\$\$.*|\$.*\\.*|\\(?:begin|end|frac|\[|\()\b.*/, () => `Formulas and text are Markdown: ${markdown}`),
  line(
    /(?:[-*+]|\d+[.)])\s+[^\d\s].*|\*\*.*|-{3,}|={3,}|\|.*\|?|!?\[[^\]]*\]\([^)]*\).*/,
    () => `This reads as text: ${markdown}`,
  ),
];

/** The last to be asked: lines of words. */
export const prose: readonly Habit[] = [
  line(
    /(?!(?:const|let|var|function|class|if|for|while|return|import|export|type|interface|enum|new|await|async|throw|switch|case|do|try|declare|namespace|abstract)\b)(?:[\p{L}'’]+[,;:]?\s+){2,}[\p{L}'’]+(?:\s.*)?/u,
    () => `This reads as text: ${markdown}`,
  ),
  line(
    /\p{Lu}[\p{L}'’]*(?:\s+[\p{L}'’]+)+[.!?…:]?|[\p{L}'’]+(?:\s+[\p{L}'’]+)+[.!?…:]/u,
    () => `This reads as text: ${markdown}`,
  ),
];

/** The last to be asked: calls without parentheses. */
export const bareCalls: readonly Habit[] = [
  line(
    /(?<callee>(?!(?:case|return|throw|typeof|import|export|from|in|of|new|await|yield|void|delete|else|do|default|const|let|var)\b)[A-Za-z_$][\w$.]*)\s+(?<given>["'].*?);?/,
    ({ groups }) => `A call has parentheses: ${groups!.callee}(${groups!.given})`,
  ),
];
