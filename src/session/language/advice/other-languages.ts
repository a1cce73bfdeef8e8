/** Lines of other languages than Python. */
import { line, part, type Habit } from "./habit";
import { asksDatabase, importModule } from "./place";

const typeWords =
  "int|float|double|long|short|char|bool|boolean|auto|val|var|String|string|str|final|unsigned|my|local|let\\s+mut|" +
  "size_t|u?int\\d+|decimal|dim|Dim";

/** Those that TypeScript can read as well. */
export const readableLanguages: readonly Habit[] = [
  line(/using\s+(?:namespace\s+)?[\w.:]+;?/, importModule),
  line(/library\(\w*\)|require\s+['"][\w/]+['"]/, importModule),
  line(
    /(?:public|private|protected|static|abstract)\s+(?:static\s+)?(?:class|void|int|String|final)\b.*/,
    () =>
      "A cell needs no class around it: write its statements as they are, and a function as function name() { … }",
  ),
  line(
    /(?:std::)?cout\s*<<\s*(?<what>.*?)(?:\s*<<\s*(?:std::)?endl)?;?/,
    ({ groups }) => `Print with console.log(${groups!.what.replaceAll("<<", ",")})`,
  ),
  line(
    /(?:print|println|eprintln|printf|format)!\((?<what>.*)\);?/,
    ({ groups }) => `Print with console.log(${groups!.what})`,
  ),
];

export const otherLanguages: readonly Habit[] = [
  ...readableLanguages,
  line(/(?:int|void)\s+main\s*\(.*/, () => "A cell needs no main function: write its statements as they are"),
  line(/var\s+(?<name>\w+)\s+\w+\s*=\s*(?<value>.*)/, ({ groups }) => declared(groups!.name, groups!.value)),
  line(new RegExp(`(?:${typeWords})\\s+[$@]?(?<name>\\w+)\\s*(?::?=\\s*(?<value>.*?))?;?`), ({ groups }) =>
    groups!.value === undefined
      ? `A variable is declared with let ${groups!.name}, its type behind a colon`
      : declared(groups!.name, groups!.value),
  ),
  line(/(?<name>[\w.]+)\s*<-\s*(?<value>.*)/, ({ groups }) =>
    declared(groups!.name.replaceAll(".", "_"), fromR(groups!.value)),
  ),
  line(/(?<value>[^=]*?)\s*->>?\s*(?<name>\w+)/, ({ groups }) => declared(groups!.name, groups!.value)),
  line(
    /.*?(?<op>%>%|\|>).*/,
    ({ groups }) => `Calls are chained with a dot, as in list.filter(…).map(…), not with ${groups!.op}`,
  ),
  part(
    /\bfunction\s*\((?<of>[^)]*)\)\s*(?<value>[^\s{:=][^,)]*)/,
    ({ groups }) => `A function without braces is written (${groups!.of}) => ${groups!.value.trim()}`,
  ),
  line(
    /(?:SELECT\b.*\bFROM\b|SELECT\s+[\d*]|INSERT\s+INTO\b|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b|CREATE\s+TABLE\b).*/i,
    () => `A cell is TypeScript, not SQL: ${asksDatabase()}`,
  ),
  line(
    /viewof\s+(?<name>\w+)\s*=.*/,
    ({ groups }) => `There is no viewof here; ${declared(groups!.name, "1")}`,
  ),
  line(
    /(?:unless|until)\s+[^:=]*|(?:begin|end|fi|done|endif|then|esac)/,
    () => "Blocks stand in braces here: if (true) { … }",
  ),
];

function declared(name: string, value: string): string {
  return `A variable is declared with const ${name} = ${value}, or with let where it changes`;
}

/** An expression of R as TypeScript. */
export function fromR(value: string): string {
  return value
    .trim()
    .replace(/\bfunction\s*\(([^)]*)\)\s*(?!\s*\{)/g, "($1) => ")
    .replace(/\bc\(([^()]*)\)/g, "[$1]")
    .replace(/\bTRUE\b/g, "true")
    .replace(/\bFALSE\b/g, "false")
    .replace(/\b(?:NULL|NA)\b/g, "null");
}
