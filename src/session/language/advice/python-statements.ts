/** Statements of Python. */
import { line, type Habit } from "./habit";
import { readFile } from "./place";
import { definition, expression, loop, unwrapped } from "./python-code";
import { moduleAdvice } from "./python-modules";

const braces = "blocks stand in braces here";

function fromAdvice(module: string, names: string): string {
  if (module === "__future__") return "Python's __future__ is not here: leave the line out";
  const dots = /^\.*/.exec(module)![0];
  const folder = dots === "" ? "" : dots === "." ? "./" : "../";
  const file = `${folder}${module.slice(dots.length)}`;
  if (dots === module)
    return moduleAdvice(module, `import * as ${names || "own"} from "${folder}${names || "own"}"`);
  return moduleAdvice(module, `import ${names === "*" ? "* as all" : `{ ${names || "…"} }`} from "${file}"`);
}

const pythonImports: readonly Habit[] = [
  line(/import\s+(?<module>[\w.]+)\s+as\s+(?<name>\w+);?/, ({ groups }) =>
    moduleAdvice(groups!.module, `import * as ${groups!.name} from "${groups!.module}"`),
  ),
  line(/import\s+(?<module>[\w.]+)(?:\s*,\s*[\w.]+)*/, ({ groups }) =>
    moduleAdvice(groups!.module, `import * as ${groups!.module.split(".").at(-1)} from "${groups!.module}"`),
  ),
  line(/from\s+(?<module>[\w.]+)\s+import\s+\(?(?<names>[^"']*?)\)?/, ({ groups }) =>
    fromAdvice(groups!.module, groups!.names.trim()),
  ),
];

export const pythonStatements: readonly Habit[] = [
  ...pythonImports,
  line(
    /(?<prefix>async\s+)?def\s+(?<name>\w+)\s*\((?<of>[^)]*)\)?.*/,
    ({ groups }) => `A function is written ${definition(groups!)} { … }: ${braces}`,
  ),
  line(
    /(?:fn|func|fun|sub)\s+(?<name>\w+)\s*\((?<of>[^)]*)\)?.*/,
    ({ groups }) =>
      `A function is written function ${groups!.name}(${groups!.of.trim()}) { … }, with types behind a colon`,
  ),
  line(/class\s+(?<name>\w+)\s*(?:\((?<of>[^)]*)\)|extends\s+(?<base>\w+))?\s*:.*/, ({ groups }) => {
    const base = (groups!.of ?? groups!.base)?.trim();
    return `A class is written class ${groups!.name}${base ? ` extends ${base}` : ""} { … }, with a constructor in place of __init__: ${braces}`;
  }),
  line(
    /for\s+(?<names>\(?\w+(?:\s*,\s*\w+)*\)?)\s+in\s+(?<over>[^:]+?)\s*(?::.*)?/,
    ({ groups }) => `A loop is written ${loop(groups!.names, groups!.over)} { … }: ${braces}`,
  ),
  line(
    /if\s+__name__\s*==\s*["']__main__["']\s*:.*/,
    () => "A cell is always run itself: write what belongs below this line without it",
  ),
  line(
    /(?<word>if|while)(?<condition>\s+(?!\()[^{:?]+?|\s*\((?:[^()]|\([^()]*\))*\)(?:\s+(?:and|or)\s+[^{:?]*)?\s*)(?::.*|\bthen)/,
    ({ groups }) =>
      `A condition stands in parentheses: ${groups!.word} (${unwrapped(expression(groups!.condition))}) { … }; ${braces}`,
  ),
  line(
    /(?:elif|elsif|elseif)\b(?<condition>[^{]*?):?/,
    ({ groups }) =>
      `Write else if (${unwrapped(expression(groups!.condition))}) { … } in place of elif; ${braces}`,
  ),
  line(/(?<word>else|try|finally)\s*:.*/, ({ groups }) => `Write ${groups!.word} { … }: ${braces}`),
  line(
    /except\b\s*(?<type>[\w., ()]*?)(?:\s+as\s+(?<name>\w+))?\s*:?/,
    ({ groups }) =>
      `Write catch (${groups!.name ?? "error"}) { … } in place of except; it catches every error: ask with instanceof which one it is`,
  ),
  line(/(?:async\s+)?with\s+(?<what>.*?)(?:\s+as\s+(?<name>\w+))?\s*:.*/, ({ groups }) =>
    /\bopen\(/.test(groups!.what)
      ? readFile()
      : `What is closed in the end is declared with using ${groups!.name ?? "it"} = ${groups!.what}`,
  ),
  line(
    /(?:match|switch)\s+(?<what>[^:({]+):/,
    ({ groups }) => `Write switch (${groups!.what.trim()}) { case 1: … }: ${braces}`,
  ),
  line(/raise\b\s*(?<what>.*)/, ({ groups }) => {
    const text = /\((.*)\)\s*$/.exec(groups!.what)?.[1] ?? '"…"';
    return `An error is thrown with throw new Error(${text || '"…"'})`;
  }),
  line(/del\s+(?<what>[\w.$[\]"']+)/, ({ groups }) =>
    /[.[]/.test(groups!.what)
      ? `A property is taken away with delete ${groups!.what}`
      : "A variable is not deleted here: declare it again where it has to be another, or restart the kernel",
  ),
  line(
    /assert\s+(?<what>.*)/,
    ({ groups }) => `Check with console.assert(${expression(groups!.what)}), or throw new Error("…")`,
  ),
  line(
    /(?:global|nonlocal)\s+(?<name>\w+).*/,
    ({ groups }) =>
      `Functions see the variables outside of them without a word: leave the line out, and declare let ${groups!.name} outside`,
  ),
  line(/pass/, () => "A block may be empty here, { }: leave pass out"),
  line(/print\s+(?<what>[^=(].*)/, ({ groups }) => `Print with console.log(${expression(groups!.what)})`),
  line(
    /(?:puts|println|echo|say)\s+(?<what>["'].*)/,
    ({ groups }) => `Print with console.log(${groups!.what})`,
  ),
];

/** `a, b = 1, 2`, which is TypeScript and means something else. */
export const unpacking: Habit = line(
  /(?<names>[A-Za-z_]\w*(?:\s*,\s*[A-Za-z_]\w*)+)\s*=(?!=)\s*(?<value>.+?);?/,
  ({ groups }) => {
    const { names, value } = groups!;
    return `Several variables are declared with const [${names}] = ${value.includes(",") && !/[[({]/.test(value) ? `[${value}]` : value}`;
  },
);
