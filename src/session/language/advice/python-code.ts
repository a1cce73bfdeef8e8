/** Python's expressions and the heads of its blocks, as TypeScript. */

/** A condition or value with JavaScript's operators in place of Python's words. */
export function expression(python: string): string {
  return python
    .trim()
    .replace(/\bis\s+not\s+None\b/g, "!== null")
    .replace(/\bis\s+None\b/g, "=== null")
    .replace(/\bis\s+not\b/g, "!==")
    .replace(/\bis\b/g, "===")
    .replace(/(\w+)\s+not\s+in\s+(\w+)/g, "!$2.includes($1)")
    .replace(/(\w+)\s+in\s+(\w+)/g, "$2.includes($1)")
    .replace(/\bnot\s+/g, "!")
    .replace(/\s+and\s+/g, " && ")
    .replace(/\s+or\s+/g, " || ")
    .replace(/\bTrue\b/g, "true")
    .replace(/\bFalse\b/g, "false")
    .replace(/\bNone\b/g, "null")
    .replace(/\blen\(([^()]*)\)/g, "$1.length")
    .replace(/([^=!<>])==([^=])/g, "$1===$2")
    .replace(/!=([^=])/g, "!==$1");
}

/** The head of a loop over what Python iterates over. */
export function loop(names: string, over: string): string {
  const range = /^range\(\s*([^,()]+)(?:,\s*([^,()]+))?(?:,\s*([^,()]+))?\s*\)$/.exec(over);
  if (range !== null) {
    const [, first, last, step] = range;
    const from = last === undefined ? "0" : first.trim();
    const end = (last ?? first).trim();
    return `for (let ${names} = ${from}; ${names} < ${end}; ${step === undefined ? `${names}++` : `${names} += ${step.trim()}`})`;
  }
  const enumerated = /^enumerate\((.*)\)$/.exec(over);
  if (enumerated !== null) return `for (const [${names}] of ${enumerated[1]}.entries())`;
  const items = /^(.*)\.items\(\)$/.exec(over);
  if (items !== null) return `for (const [${names}] of Object.entries(${items[1]}))`;
  const bound = names.includes(",") ? `[${names.replace(/[()]/g, "")}]` : names;
  return `for (const ${bound} of ${over})`;
}

const types: Record<string, string> = {
  int: "number",
  float: "number",
  str: "string",
  bool: "boolean",
  list: "unknown[]",
};

/** The head of a function, and of a method where Python has `self`. */
export function definition({ prefix, name, of }: Record<string, string>): string {
  const isMethod = /^\s*(?:self|cls)\b/.test(of);
  const parameters = of
    .replace(/^\s*(?:self|cls)\b\s*,?\s*/, "")
    .replace(/:\s*(\w+)/g, (_, type: string) => `: ${types[type] ?? type}`)
    .replace(/\s*=\s*/g, " = ")
    .replace(/\*{1,2}(?=\w)/g, "...");
  if (isMethod) return `${name === "__init__" ? "constructor" : name}(${parameters})`;
  return `${prefix === undefined ? "" : "async "}function ${name}(${parameters})`;
}

/** Drops parentheses around the whole. */
export function unwrapped(text: string): string {
  const inner = /^\(([^()]*)\)$/.exec(text);
  return inner === null ? text : inner[1];
}
