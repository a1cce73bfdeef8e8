/** Commands of a shell, and the prompts that are copied along with them. */
import { line, lowerFirst, type Habit } from "./habit";
import { packagesThere, shell } from "./place";

/** The programs that people run from a cell. */
const programs =
  "ls|ll|dir|cat|head|tail|mkdir|rmdir|rm|mv|cp|touch|echo|grep|find|wc|which|whoami|man|chmod|chown|curl|wget|tar|" +
  "unzip|zip|git|npm|npx|yarn|pnpm|bun|deno|node|tsc|ts-node|tsx|python3?|brew|apt|apt-get|yum|dnf|choco|winget|" +
  "docker|kubectl|make|cmake|gcc|jupyter|factorlab|source|ps|kill|df|du|uname|nvidia-smi|ssh|scp|rsync|bash|ping|env";

/** What to write for a command, with the commands that a cell has another way for. */
export function commandAdvice(command: string): string {
  const [program, ...rest] = command.trim().split(/\s+/);
  const argument = rest.join(" ").replace(/^["']|["']$/g, "");
  if (program === "cd")
    return `A cell changes its folder with process.chdir(${JSON.stringify(argument || "..")})`;
  if (program === "pwd") return "A cell sees its folder with process.cwd()";
  if (program === "clear" || program === "cls") return "A cell empties its output with Jupyter.clearOutput()";
  if (program === "sudo")
    return "sudo asks for a password, which a cell cannot answer: run it in a terminal (File > New > Terminal)";
  if (/^(?:pip3?|conda|mamba|uv|poetry)$/.test(program) || /^python3?\s+-m\s+pip\b/.test(command))
    return pythonPackages();
  return shell(command);
}

const pythonPackages = (): string =>
  `Python packages do not run here: a cell is TypeScript, and imports ${packagesThere()}; ` +
  'the library itself is there without: import { BiasedMF } from "factorlab"';

export const shellHabits: readonly Habit[] = [
  line(/!+\s*(?<command>[a-z][a-z0-9_+-]*(?:\.[a-z0-9]+)?(?:\s.*)?)/, ({ groups }) =>
    commandAdvice(groups!.command),
  ),
  line(/!+\s*(?<command>[~./][^=()]*)/, ({ groups }) => commandAdvice(groups!.command)),
  line(/[\w$]+\s*=\s*!+\s*(?<command>[a-z][a-z0-9_+-]*\s.*)/, ({ groups }) => commandAdvice(groups!.command)),
  line(
    /(?:[\w.@~:/\\-]+[$#>]|[$%]|PS [^>]*>|C:\\[^>]*>)\s+(?<command>(?:sudo|cd|pip3?|[a-z][\w.-]*)(?:\s[^=]*)?)/,
    ({ groups }) => `Leave the prompt out; ${lowerFirst(commandAdvice(groups!.command))}`,
  ),
  line(/(?<command>(?:sudo|cd|pip3?|conda|mamba|uv|poetry)\s+[^=(].*)/, ({ groups }) =>
    commandAdvice(groups!.command),
  ),
  line(/(?<command>cd\.*|cd\s*)/, () => commandAdvice("cd ..")),
  line(new RegExp(`(?<command>(?:${programs})\\s+[^=(\\s].*)`), ({ groups }) =>
    commandAdvice(groups!.command),
  ),
];

/** A command that TypeScript reads as well, such as `ls` or `ls -la`. */
export const bareCommand: Habit = line(
  new RegExp(`(?<command>(?:${programs}|pwd|cd|clear|cls)(?:\\s+-.*)?);?`),
  ({ groups }) => commandAdvice(groups!.command),
);
