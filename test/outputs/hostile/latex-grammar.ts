/** The commands that copies use, all of them LaTeX's own. */
const COMMANDS = new Set(
  (
    "begin end mbox left right cdot hline textbackslash textasciicircum textasciitilde textless textgreater textbar " +
    "[ ] ( ) \\ { } $ & # _ %"
  ).split(" "),
);
const PREAMBLE = /\\begin\{(array|tabular)\}\{([lr|]*)\}/y;

/**
 * What is wrong with LaTeX by a small grammar: groups, formulas and environments that are not closed, rows with other
 * numbers of cells than the environment has columns, commands that are not ours, options behind a line break, and signs
 * that mean something where they stand.
 */
export function latexMistakes(source: string): string[] {
  const mistakes: string[] = [];
  const open: { kind: string; columns?: number; cells?: number }[] = [];
  // eslint-disable-next-line no-control-regex -- control characters are looked for
  for (const sign of source.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]|\p{Surrogate}/gu) ??
    [])
    mistakes.push(`sign ${sign.codePointAt(0)}`);
  const close = (kind: string): void => {
    const last = open.pop();
    if (last?.kind !== kind) mistakes.push(`${kind} closes ${last?.kind ?? "nothing"}`);
  };
  const inMath = (): boolean => {
    const around = open.findLast(
      ({ kind }) => kind === "[" || kind === "$" || kind === "mbox" || kind === "tabular",
    );
    return around?.kind === "[" || around?.kind === "$";
  };
  const row = (): void => {
    const table = open.at(-1);
    if (table?.columns === undefined) mistakes.push("a row outside a table");
    else if (table.cells !== table.columns) mistakes.push(`${table.cells} cells of ${table.columns}`);
    if (table) table.cells = 1;
  };
  for (let at = 0; at < source.length;) {
    const sign = source[at];
    if (sign === "%") at = (source.indexOf("\n", at) + 1 || source.length) - 1;
    else if (sign === "{") open.push({ kind: "{" });
    else if (sign === "}") {
      if (open.at(-1)?.kind === "mbox") open.pop();
      else close("{");
    } else if (sign === "$") {
      if (open.at(-1)?.kind === "$") open.pop();
      else open.push({ kind: "$" });
    } else if (sign === "&") {
      const table = open.at(-1);
      if (table?.cells === undefined) mistakes.push("& outside a table");
      else table.cells++;
    } else if (sign === "^") {
      if (!inMath() || source[at + 1] !== "{") mistakes.push("^");
    } else if (sign === "#" || sign === "_" || sign === "~") mistakes.push(sign);
    else if (sign === "\n" && source[at + 1] === "\n" && open.length > 0) mistakes.push("an empty line");
    else if (sign === "\\") {
      PREAMBLE.lastIndex = at;
      const begin = PREAMBLE.exec(source);
      if (begin) {
        open.push({ kind: begin[1], columns: begin[2].replaceAll("|", "").length, cells: 1 });
        at += begin[0].length;
        continue;
      }
      const name = /^(?:[a-zA-Z]+|.)/s.exec(source.slice(at + 1))?.[0] ?? "";
      if (!COMMANDS.has(name)) mistakes.push(`\\${name}`);
      at += name.length;
      if (name === "\\") {
        row();
        if (/^\s*[*[]/.test(source.slice(at + 1))) mistakes.push("an option behind a line break");
      } else if (name === "[") open.push({ kind: "[" });
      else if (name === "]") close("[");
      else if (name === "mbox") {
        open.push({ kind: "mbox" });
        at++;
      } else if (name === "end") {
        const kind = /^\{(\w+)\}/.exec(source.slice(at + 1))?.[1] ?? "";
        if (open.at(-1)?.cells !== 1) mistakes.push("a row without an end");
        close(kind);
        at += kind.length + 2;
      }
    }
    at++;
  }
  return [...mistakes, ...open.map(({ kind }) => `${kind} stays open`)];
}
