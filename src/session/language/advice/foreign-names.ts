/** Names that other languages, browsers or CommonJS have, and a cell does not. */
import ts from "typescript";
import { lowerFirst, sentence, type Sentence } from "./habit";
import { nodeAt } from "./nodes";
import { fromR } from "./other-languages";
import { importModule, keepText, noWindow, otherRuntime, readFile } from "./place";

const print = "Print with console.log(…)";
const plain = (here: string): string => `Write ${here}`;
const browser =
  (what: string): Sentence =>
  () =>
    noWindow(what);
const html = 'show HTML with Jupyter.display({ "text/html": `<b>text</b>` })';

const values: Record<string, Sentence> = {
  True: plain("true"),
  TRUE: plain("true"),
  False: plain("false"),
  FALSE: plain("false"),
  None: plain("null, or undefined"),
  NULL: plain("null"),
  nil: plain("null"),
  nullptr: plain("null"),
  print,
  println: print,
  printf: print,
  puts: print,
  echo: print,
  cout: print,
  System: print,
  Console: print,
  fmt: print,
  pprint: "Print with console.log(…), or console.table(…)",
  len: "A length is a property: [1, 2].length",
  range: "A range is made with Array.from({ length: 3 }, (_, index) => index)",
  str: plain("String(1)"),
  int: plain('Math.trunc(Number("1"))'),
  float: plain('Number("1.5")'),
  bool: plain("Boolean(1)"),
  list: plain("Array.from([1, 2])"),
  dict: plain("({ key: 1 }), or new Map()"),
  tuple: plain("[1, 2]"),
  set: plain("new Set([1, 2])"),
  sum: "A sum is [1, 2].reduce((sum, one) => sum + one, 0)",
  min: plain("Math.min(1, 2)"),
  max: plain("Math.max(1, 2)"),
  abs: plain("Math.abs(-1)"),
  round: plain("Math.round(1.5)"),
  pow: plain("2 ** 3"),
  sqrt: plain("Math.sqrt(2)"),
  sorted: plain("[2, 1].toSorted()"),
  reversed: plain("[2, 1].toReversed()"),
  enumerate: "A list has [1, 2].entries()",
  zip: "Two lists go together with [1, 2].map((one, index) => [one, [3, 4][index]])",
  map: "A list has [1, 2].map((one) => one + 1)",
  filter: "A list has [1, 2].filter((one) => one > 1)",
  any: "A list has [1, 2].some((one) => one > 1)",
  all: "A list has [1, 2].every((one) => one > 1)",
  isinstance: 'A class is asked for with [] instanceof Array, a kind of value with typeof 1 === "number"',
  type: plain("typeof 1"),
  input: 'A line is asked for with prompt("Name?")',
  open: readFile,
  dir: "The names of an object are Object.keys({ a: 1 }), and Tab lists them while you type",
  vars: "The values of an object are Object.entries({ a: 1 })",
  self: plain("this"),
  pass: "A block may be empty here, { }: leave pass out",
  elif: plain("else if"),
  exit: "The kernel is ended by Kernel > Shut Down Kernel, and a cell by its last line",
  quit: "The kernel is ended by Kernel > Shut Down Kernel, and a cell by its last line",
  Exception: plain('new Error("…")'),
  ValueError: plain('new Error("…")'),
  np: 'For tables of numbers there is import { Matrix } from "factorlab"',
  pd: 'For rows there are arrays, and for ratings import { readRatings } from "factorlab"',
  plt: 'Models and tables draw themselves, and losses import { lossCurves } from "factorlab"',
  c: "A list is written [1, 2]",
  paste: "Text is put together with backticks: `${1} and ${2}`",
  library: importModule,
  source: 'A file is imported with import "./file"',
  sapply: "A list has [1, 2].map((one) => one + 1)",
  julia: "Leave the prompt of a console out",
  end: "Blocks end with a brace",
  get_ipython: "This kernel has no magics: write it in TypeScript",
  document: browser(html),
  window: browser("what belongs to all cells is in globalThis"),
  localStorage: () => noWindow(keepText()),
  sessionStorage: browser("keep values in variables"),
  React: browser(html),
  Deno: otherRuntime,
  Bun: otherRuntime,
};

const types: Record<string, Sentence> = {
  int: plain("number"),
  float: plain("number"),
  double: plain("number"),
  long: plain("number"),
  char: plain("string"),
  str: plain("string"),
  bool: plain("boolean"),
  list: plain("number[]"),
  List: plain("number[]"),
  dict: plain("Record<string, number>"),
  Dict: plain("Record<string, number>"),
  Tuple: plain("[number, number]"),
  Optional: plain("number | null"),
  None: plain("null, or void"),
  HTMLElement: browser(html),
};

/** Properties of Python's lists, texts and dictionaries. */
const members: Record<string, string> = {
  append: "push",
  extend: "push(...",
  len: "length",
  size: "length",
  upper: "toUpperCase",
  lower: "toLowerCase",
  strip: "trim",
  lstrip: "trimStart",
  rstrip: "trimEnd",
  startswith: "startsWith",
  endswith: "endsWith",
  find: "indexOf",
  index: "indexOf",
  contains: "includes",
  join_: "join",
  insert: "splice",
  remove: "splice",
  copy: "slice",
  items: "entries",
  get: "at",
  has_key: "has",
  update: "set",
};

/** The sentence for a name that is not there. */
export function foreignNameAdvice(diagnostic: ts.Diagnostic, source: ts.SourceFile): string | undefined {
  const { code, start = 0 } = diagnostic;
  const node = nodeAt(source, start);
  if (!ts.isIdentifier(node)) return code === 2362 ? textArithmetic(node) : undefined;
  if (code === 2339 || code === 2551) return memberAdvice(diagnostic, node.text);
  if (![2304, 2552, 2581, 2582, 2584, 2592, 2580, 2503, 2693, 18004].includes(code)) return undefined;
  if (ts.isTypeReferenceNode(node.parent)) return absent(node.text, own(types, node.text));
  const annotated = annotation(node);
  if (annotated !== undefined) return annotated;
  return (
    absent(node.text, own(values, node.text)) ??
    undeclared(node) ??
    (/^\$\w/.test(node.text) ? `A variable needs no dollar sign: const ${node.text.slice(1)} = 1` : undefined)
  );
}

const python: Record<string, string> = { True: "true", False: "false", None: "null" };

function absent(name: string, advice: string | undefined): string | undefined {
  return advice && `There is no ${name} here; ${lowerFirst(advice)}`;
}

/** `rate: float = 1`, which labels an assignment. */
function annotation(node: ts.Identifier): string | undefined {
  const { parent } = node;
  const label = parent.parent?.parent;
  const type = own(types, node.text);
  if (type === undefined || !isAssignment(parent) || label === undefined || !ts.isLabeledStatement(label))
    return undefined;
  return `A variable with a type is declared with const ${label.label.text}: ${type.replace("Write ", "")} = ${brief(parent.right)}`;
}

function own(table: Record<string, Sentence>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? sentence(table[name]) : undefined;
}

function memberAdvice({ messageText }: ts.Diagnostic, name: string): string | undefined {
  const text = ts.flattenDiagnosticMessageText(messageText, "\n");
  const here = own(members, name);
  if (here === undefined || !/on type '(?:[^']*\[\]|string|Map<.*|Set<.*|"[^']*"|readonly .*)'/.test(text))
    return undefined;
  return `${text.split("\n")[0].replace(/ Did you mean .*$/, "")} Here it is ${here}.`;
}

/** `rate = 1` and `for (i = 0; …)` with a name that nothing has declared, and R's `rate <- 1`. */
function undeclared(node: ts.Identifier): string | undefined {
  const { parent } = node;
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent))
    return parent.initializer === node
      ? `Declare the variable of the loop: for (const ${node.text} …`
      : undefined;
  if (!ts.isBinaryExpression(parent) || parent.left !== node) return undefined;
  const { right } = parent;
  const isStatement = ts.isExpressionStatement(parent.parent);
  const isArrow =
    parent.operatorToken.kind === ts.SyntaxKind.LessThanToken &&
    ts.isPrefixUnaryExpression(right) &&
    right.operator === ts.SyntaxKind.MinusToken &&
    right.getStart() === parent.operatorToken.end;
  if (isStatement && isArrow)
    return `A variable is declared with const ${node.text} = ${fromR(brief(right.operand))}`;
  if (!isAssignment(parent)) return undefined;
  if (ts.isForStatement(parent.parent))
    return `Declare the variable of the loop: for (let ${node.text} = ${brief(right)}; …`;
  return isStatement
    ? `Declare the variable: const ${node.text} = ${brief(right)}, or let where it changes`
    : undefined;
}

function brief(node: ts.Node): string {
  const text = python[node.getText()] ?? node.getText();
  return /^[^\n]{1,40}$/.test(text) ? text : "…";
}

function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

/** `"%d" % x` and `"-" * 10` */
function textArithmetic(node: ts.Node): string | undefined {
  if (!ts.isStringLiteral(node) || !ts.isBinaryExpression(node.parent)) return undefined;
  const { operatorToken, right } = node.parent;
  if (operatorToken.kind === ts.SyntaxKind.PercentToken)
    return "Values are put into text between backticks: `${1} and ${2}`";
  if (operatorToken.kind === ts.SyntaxKind.AsteriskToken)
    return `Text is repeated with ${node.getText()}.repeat(${brief(right)})`;
  return undefined;
}
