/** What stands in for the modules that Python code imports. */
import { sentence, type Sentence } from "./habit";
import { systemModule } from "./place";

const table = 'import { Matrix } from "factorlab"';
const models = 'import { BiasedMF } from "factorlab"';
const there = (example: string): string => `it is there without an import: ${example}`;

const instead: Record<string, Sentence> = {
  numpy: `for tables of numbers there is ${table}`,
  scipy: `for tables of numbers there is ${table}`,
  pandas: 'for rows there are arrays, and for ratings import { readRatings } from "factorlab"',
  polars: 'for rows there are arrays, and for ratings import { readRatings } from "factorlab"',
  surprise: `for models there is ${models}`,
  implicit: 'for models there is import { ImplicitALS } from "factorlab"',
  lenskit: `for models there is ${models}`,
  sklearn: 'for models there is import { NMF } from "factorlab"',
  matplotlib: 'models and tables draw themselves, and losses import { lossCurves } from "factorlab"',
  seaborn: 'models and tables draw themselves, and losses import { lossCurves } from "factorlab"',
  os: () => systemModule('import * as os from "node:os", and * as fs from "node:fs"'),
  sys: there("process.argv"),
  math: there("Math.sqrt(2)"),
  random: there("Math.random()"),
  json: there('JSON.parse("[1]")'),
  time: there("Date.now()"),
  datetime: there("new Date()"),
  re: there("/a+/.test(text)"),
  typing: "types need no import",
  pathlib: () => systemModule('import { join } from "node:path"'),
  subprocess: () => systemModule('import { execSync } from "node:child_process"'),
  csv: 'import { readRatings } from "factorlab"',
  functools: "arrays have reduce",
  itertools: "arrays have flatMap and entries",
  collections: there("new Map()"),
};

/** The sentence about a Python import, with the line that imports here where there is such a module. */
export function moduleAdvice(module: string, here: string): string {
  const known = instead[module.split(".")[0]];
  return known === undefined
    ? `An import names its module as text: ${here}`
    : `Python's ${module} is not here; ${sentence(known)}`;
}
