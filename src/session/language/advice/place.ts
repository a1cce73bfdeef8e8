/**
 * The sentences that depend on where cells run: only here is it asked. They are functions, since the place is not known yet
 * when files are loaded.
 */
import { platform, type Place } from "../../platform/platform";

/** The sentence for the place of this session; Node with npm where nobody has said. */
function here(sentences: Record<"node" | "page", string> & Partial<Record<Place, string>>): string {
  const place = platform.about?.place ?? "node";
  return sentences[place] ?? sentences.node;
}

/** What a command of the shell is here. */
export function shell(command: string): string {
  const run = `import { execSync } from "node:child_process"; console.log(execSync(${JSON.stringify(command.trim())}).toString())`;
  return here({
    node: `A cell runs TypeScript, not commands of a shell; Node runs them: ${run}`,
    page: "A cell runs TypeScript, and in a page there is no shell to run commands",
  });
}

/** How a script of the shell is run, as the second part of a sentence. */
export const runScript = (): string =>
  here({
    node: 'run it from Node: import { execSync } from "node:child_process"; execSync(`…`)',
    page: "in a page there is no shell to run it",
  });

/** How a package comes here, by its name. */
export const installing = (name: string): string =>
  here({
    node: `Install it in the notebook's folder: npm install ${name}`,
    wheel: `Install it in the notebook's folder: npm install ${name} (npm comes with Node, https://nodejs.org)`,
    page: `A page installs nothing: import it by an address, such as "https://esm.sh/${name}"`,
  });

/** Where packages come from, as the beginning of a sentence. */
export const packagesCome = (): string =>
  here({
    node: "Packages come from npm install in the notebook's folder",
    page: "Packages come by their address",
  });

/** Whence cells import packages, as a part of a sentence. */
export const packagesThere = (): string =>
  here({
    node: "what npm install has put into the notebook's folder",
    page: "what has an address on the web",
  });

/** How a file is read. */
export const readFile = (): string =>
  here({
    node: 'A file is read with import { readFileSync } from "node:fs"; readFileSync("name", "utf8")',
    page: 'A page reads no files but those that are imported: import data from "./name.json"',
  });

/** How a file is written, as the second part of a sentence. */
export const writeFile = (): string =>
  here({
    node: 'write it with import { writeFileSync } from "node:fs"; writeFileSync("name", `…`)',
    page: "in a page, make it as a file beside the notebook",
  });

/** How a module is imported. */
export const importModule = (): string =>
  here({
    node: 'A module is imported with import * as os from "node:os"',
    page: 'A module is imported with import * as mine from "./mine"',
  });

/** Why what belongs to a browser's window is not there. @param what what to do instead. */
export const noWindow = (what: string): string =>
  here({
    node: `A cell runs in Node and has no page: ${what}`,
    page: `A cell runs in a worker, away from the page: ${what}`,
  });

/** How text is kept for later, as the second part of a sentence. */
export const keepText = (): string =>
  here({
    node: 'keep what shall stay in a file: import { writeFileSync } from "node:fs"',
    page: "keep values in variables, and what shall stay in the notebook",
  });

/** What there is in place of another runtime's own functions. */
export const otherRuntime = (): string =>
  here({
    node: 'A cell runs in Node: import { readFileSync } from "node:fs"',
    page: "A cell runs in a page, with TypeScript's own functions and those of a worker",
  });

/** What stands in for a module that asks the system. @param node its line in Node. */
export const systemModule = (node: string): string =>
  here({ node, page: "in a page there is no system to ask" });

/** How a database is asked, as the second part of a sentence. */
export const asksDatabase = (): string =>
  here({
    node: "a database is asked through a package of npm",
    page: "what a database gives is asked for by fetch",
  });

/** The module that an example requires. */
export const requiredModule = (): string => here({ node: "node:fs", page: "./mine" });
