/** The magics of IPython and of other kernels, and their questions about names. */
import { line, part, sentence, type Habit, type Sentence } from "./habit";
import { packagesCome, runScript, shell, writeFile } from "./place";
import { commandAdvice } from "./shell";

const leaveOut = "nothing has to be set up here: leave the line out";
const timing = 'put console.time("cell") before the code and console.timeEnd("cell") behind it';
const shown = (type: string): string => `show it with Jupyter.display({ "${type}": \`…\` })`;
const only = "a cell of this notebook is TypeScript only: other languages want a notebook of their own";

/** What to do instead of a magic, by its name. */
const instead: Record<string, Sentence> = {
  time: timing,
  timeit: timing,
  prun: timing,
  matplotlib: leaveOut,
  pylab: leaveOut,
  config: leaveOut,
  capture: leaveOut,
  autoreload: "a file of yours that has changed is read anew by the next import: leave the line out",
  load_ext: leaveOut,
  reload_ext: leaveOut,
  run: 'import the file: import "./file"',
  load: 'import the file: import "./file"',
  env: "read and set process.env.NAME",
  set_env: "read and set process.env.NAME",
  who: "press Tab, which lists the names of the session",
  whos: "press Tab, which lists the names of the session",
  reset: "restart the kernel: Kernel > Restart Kernel…",
  html: shown("text/html"),
  svg: shown("image/svg+xml"),
  latex: shown("text/latex"),
  markdown: shown("text/markdown"),
  js: "a cell is TypeScript, and JavaScript is TypeScript: leave the line out",
  javascript: "a cell is TypeScript, and JavaScript is TypeScript: leave the line out",
  ts: "a cell is TypeScript already: leave the line out",
  typescript: "a cell is TypeScript already: leave the line out",
  writefile: writeFile,
  bash: runScript,
  sh: runScript,
  script: runScript,
  system: runScript,
  cmd: runScript,
  powershell: runScript,
  python: only,
  python3: only,
  R: only,
  perl: only,
  ruby: only,
  julia: only,
  sql: only,
  csharp: only,
  fsharp: only,
};

const commands = new Set(["cd", "pwd", "ls", "mkdir", "rm", "cp", "mv", "cat", "pip", "conda", "npm", "git"]);

function magicAdvice({ groups }: RegExpExecArray): string {
  const { sign, name, rest = "" } = groups!;
  if (commands.has(name)) return commandAdvice(`${name}${rest}`);
  if (sign === "%%" && name === "!") return shell(rest);
  const what = sentence(instead[name] ?? "write it in TypeScript");
  return `This kernel has no magics such as ${sign}${name}; ${what}`;
}

const question = (name: string): string =>
  `A name is explained by Shift+Tab behind it, not by a question mark: put the cursor behind ${name}`;

const replCommands: Record<string, string> = {
  load: 'A file is imported: import "./file"',
  exit: "A notebook's kernel is ended by Kernel > Shut Down Kernel",
  clear: "A session begins anew with Kernel > Restart Kernel…",
};

/** `?name` and `name?` */
export const questions: readonly Habit[] = [
  line(/\?{1,2}\s*(?<name>[\w$.]+);?/, ({ groups }) => question(groups!.name)),
  line(/(?<name>[A-Za-z_$][\w$.]*)\?{1,2};?/, ({ groups }) => question(groups!.name)),
];

/** `help(name)`, which TypeScript can read. */
export const helpCall: Habit = line(/help\((?<name>[\w$.]*)\)/, ({ groups }) =>
  question(groups!.name || "it"),
);

export const magicHabits: readonly Habit[] = [
  line(/(?<sign>%{1,2})\s*(?<name>[A-Za-z_]\w*)(?<rest>.*)/, magicAdvice),
  line(/[\w$, ]+=\s*(?<sign>%{1,2})(?<name>[A-Za-z_]\w*)(?<rest>.*)/, magicAdvice),
  line(
    /#!(?<name>[a-z]+)\b.*/,
    ({ groups }) =>
      `This kernel has no magics such as #!${groups!.name}; ${sentence(instead[groups!.name] ?? leaveOut)}`,
  ),
  line(/#(?:r|i|load)\s+["'].*/, () => `${packagesCome()}, and files from import "./file"`),
  ...questions,
  line(/help\s+(?<name>[\w$.]+)/, ({ groups }) => question(groups!.name)),
  line(
    /[.:](?<name>load|exit|quit|q|help|clear|break|save|editor|dep|type|info|reset)(?:\s+[^=(\s].*)?/,
    ({ groups }) =>
      replCommands[groups!.name] ??
      `Commands such as .${groups!.name} are of another console: write TypeScript here`,
  ),
  part(
    /^\s*(?<mark>(?:>>>|In ?\[\d*\]:|Out ?\[\d*\]:|julia>|irb.*?>|ghci>|scala>|>|\.\.\.)(?= ))/,
    ({ groups }) =>
      `${groups!.mark} is the prompt of a console, or a mark of quoted text, not code: leave it out`,
  ),
];
