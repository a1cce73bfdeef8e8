/** Expressions of Python, within a line. */
import { part, type Habit } from "./habit";
import { expression } from "./python-code";

export const pythonParts: readonly Habit[] = [
  part(
    /(?:^|(?<=[\s=([{,]))(?<mark>(?<kind>"""|'''))/,
    () => "Text over several lines stands between backticks: `…`",
  ),
  part(
    /(?:^|(?<=[^\w"'`]))(?<mark>[rR]?[fF][rR]?(?<quote>["'])(?<text>[^"']*)\k<quote>)(?!\k<quote>)/,
    ({ groups }) =>
      `Values are put into text between backticks, with a dollar sign: \`${groups!.text.replace(/\{/g, "${")}\``,
  ),
  part(
    /(?:^|(?<=[^\w"'`]))(?<mark>[rR](?<quote>["'])(?<text>[^"']*)\k<quote>)(?!\k<quote>)/,
    ({ groups }) => `Text with backslashes as they are is written String.raw\`${groups!.text}\``,
  ),
  part(
    /(?:^|(?<=[^\w"'`]))(?<mark>[bB](?<quote>["'])(?<text>[^"']*)\k<quote>)(?!\k<quote>)/,
    ({ groups }) => `Bytes are made with Buffer.from("${groups!.text}")`,
  ),
  part(
    /(?:^|(?<=[^\w"'`]))(?<mark>[uU](?<quote>["'])(?<text>[^"']*)\k<quote>)(?!\k<quote>)/,
    ({ groups }) => `Text needs no u before it: "${groups!.text}"`,
  ),
  part(
    /\blambda\b\s*(?<of>[^:]*):\s*(?<value>[^,)\]}]*)/,
    ({ groups }) =>
      `A function without a name is written (${groups!.of.trim()}) => ${expression(groups!.value)}`,
  ),
  part(
    /[[({](?<value>[^[\]{}]*?)\s+for\s+(?<name>\w+)(?:\s*,\s*\w+)*\s+in\s+(?<over>(?:(?!\sif\s)[^[\]{}])*)(?:\s+if\s+(?<when>[^[\]{}]*))?[\])}]/,
    ({ groups }) => {
      const { value, name, over, when } = groups!;
      const range = /^range\((\w+)\)$/.exec(over.trim());
      const list = range === null ? over.trim() : `Array.from({ length: ${range[1]} }, (_, index) => index)`;
      const kept = when === undefined ? "" : `.filter((${name}) => ${expression(when)})`;
      return `A list is made from another with ${list}${kept}.map((${name}) => ${expression(value)})`;
    },
  ),
  part(
    /(?<yes>[\w.$"'()[\]+*/-]+)\s+if\s+(?<condition>.+?)\s+else\s+(?<no>[\w.$"'()[\]+*/-]+)/,
    ({ groups }) =>
      `A value with a condition is written ${expression(groups!.condition)} ? ${groups!.yes} : ${groups!.no}`,
  ),
  part(
    /(?<list>[\w$.]+)\[(?<from>-?\w*):(?<to>-?\w*)(?::-?\w*)?\]/,
    ({ groups }) =>
      `A part of a list is taken with ${groups!.list}.slice(${groups!.from || "0"}${groups!.to ? `, ${groups!.to}` : ""})`,
  ),
  part(
    /(?<=[(,]\s*)\*{1,2}(?<name>[A-Za-z_]\w*)/,
    ({ groups }) => `The values of a list are spread with three dots: ...${groups!.name}`,
  ),
  part(
    /(?<name>\w+)\s*:=\s*(?<value>.*)/,
    ({ groups }) => `A variable is declared with const ${groups!.name} = ${groups!.value}`,
  ),
];

const operand = String.raw`[\w.$]+(?:\([^()]*\))?`;
const compared = String.raw`${operand}(?:\s*(?:[=!<>]=?=?)\s*${operand})?`;
/** The words have to be the whole of an expression, not of a sentence. */
const begins = String.raw`(?:^|(?<=[=(,:]|\breturn))\s*`;
const ends = String.raw`(?=\s*(?:$|[),:;]))`;

/** Operators that are words. */
export const pythonWords: readonly Habit[] = [
  part(
    new RegExp(String.raw`${begins}(?<mark>${operand}\s+(?:is\s+not|is|not\s+in)\s+${operand})${ends}`),
    (match) => `Compare with ${expression(match.groups!.mark)}`,
  ),
  part(
    new RegExp(
      String.raw`${begins}(?<mark>(?:not\s+)?${compared}(?:\s+(?:and|or)\s+(?:not\s+)?${compared})+)${ends}`,
    ),
    (match) => `Write && for and, || for or, ! for not: ${expression(match.groups!.mark)}`,
  ),
  part(
    new RegExp(String.raw`${begins}(?<mark>not\s+(?<right>${operand}))${ends}`),
    ({ groups }) => `Write && for and, || for or, ! for not: !${groups!.right}`,
  ),
];
