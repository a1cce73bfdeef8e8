/** Text that is no code: Markdown, HTML, JSX, prose. */
import { line, part, type Habit } from "./habit";
import { importModule } from "./place";

const markdown = "make the cell a Markdown cell (Esc, then M)";
const html = 'show HTML with Jupyter.display({ "text/html": `<b>text</b>` })';
const tags =
  "a|abbr|article|b|body|br|button|canvas|center|code|div|em|form|h[1-6]|head|header|hr|html|i|iframe|img|input|label|" +
  "li|link|main|meta|nav|ol|option|p|path|pre|script|section|select|small|span|strong|style|sub|sup|svg|table|tbody|" +
  "td|textarea|th|thead|title|tr|u|ul|video";

/** A letter, and then what sentences are made of; code has other signs. */
const words = "\\p{L}[\\p{L}\\p{N}'’]*(?:[,;:]?\\s+[\\p{L}\\p{N}'’()\"“”–—-]+)*[,.!?:…]*";
const keywords =
  "const|let|var|function|class|if|else|for|while|do|return|import|export|from|type|interface|enum|new|await|async|" +
  "throw|switch|case|default|try|catch|finally|declare|namespace|abstract|readonly|static|public|private|protected|" +
  "override|get|set|typeof|keyof|using|yield|void|delete|break|continue|extends|implements|accessor|in|of|as|is";
const noKeyword = `(?!(?:${keywords})\\b)`;

export const comments: readonly Habit[] = [
  line(/#include\s*[<"].*/, importModule),
  part(
    /(?<mark>#{1,6})(?!!|[rli]\w*\s+["'])(?=\s|$|[#=-]|[A-Za-z0-9_ ]+$)/,
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
    /\*\*.*|-{3,}|={3,}|\|.*\||!?\[[^\]]*\]\((?:\w+:|[./#])[^)]*\).*/,
    () => `This reads as text: ${markdown}`,
  ),
];

/** Items of a list. */
export const listItems: readonly Habit[] = [
  line(new RegExp(`(?:[-*+]|\\d+[.)])\\s+${words}`, "u"), () => `This reads as text: ${markdown}`),
];

/** Lines of words: three of them, or two that begin as a sentence does. */
export const prose: readonly Habit[] = [
  line(
    new RegExp(
      `${noKeyword}(?=\\p{Lu}|(?:\\S+\\s+){2})\\p{L}[\\p{L}'’]*(?:,?\\s+[\\p{L}\\p{N}'’“”–—-]+)+[.!?:]*`,
      "u",
    ),
    () => `This reads as text: ${markdown}`,
  ),
];

/** The last to be asked: calls without parentheses. */
export const bareCalls: readonly Habit[] = [
  line(
    /(?<callee>(?!(?:case|return|throw|typeof|import|export|from|in|of|new|await|yield|void|delete|else|do|default|const|let|var)\b)[A-Za-z_$][\w$.]*)\s+(?<given>(?:"[^"]*"|'[^']*')(?:\s*,\s*[\w.]+)*);?/,
    ({ groups }) => `A call has parentheses: ${groups!.callee}(${groups!.given})`,
  ),
];
