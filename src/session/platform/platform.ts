/** What a session asks of the place where it runs: a process of Node, or a worker of a page. */
import type { CellModules } from "./cell-modules";
import type { Clock } from "./clock";
import type { CodeRunner } from "./code";
import type { CompilerFiles } from "./compiler-files";
import type { Contexts } from "./contexts";
import type { RealmMakers } from "./realm";
import type { Stacks } from "./stacks";
import type { Values } from "./values";

export interface Platform {
  readonly about: About;
  readonly clock: Clock;
  readonly code: CodeRunner;
  readonly compiler: CompilerFiles;
  readonly console: CellConsole;
  readonly contexts: Contexts;
  readonly memory: MemoryWatch;
  readonly realm: RealmMakers;
  readonly stacks: Stacks;
  readonly values: Values;
  /** What finds the modules of a notebook. @param folder The notebook's folder. */
  modulesOf(folder: string): CellModules;
  /** Tells those who look after the kernel what no cell is to see. */
  log(text: string): void;
}

/** Node as npm knows it, Node that a Python package brings, or a page. */
export type Place = "node" | "wheel" | "page";

/** What a kernel says of itself. */
export interface About {
  /** Where the cells run, which advice depends on. */
  place: Place;
  /** The version of the library. */
  version: string;
  /** What runs the cells, such as `Node.js 24.1.0`. */
  host: string;
  /** Pages about the host. */
  links: readonly { text: string; url: string }[];
}

/** The console that cells find. */
export interface CellConsole {
  log(...values: unknown[]): void;
  table(data?: unknown, keys?: readonly string[]): void;
}

/** Knows when a cell is about to use up all memory, where the platform can tell. */
export interface MemoryWatch {
  /** Marks the beginning of a cell. */
  begin(): void;
  /** The message for a cell that has to end now; undefined when enough memory is left. */
  check(): string | undefined;
}

/** The platform of this process or worker. No file of a session asks it anything while it is loaded. */
export const platform: Platform = {} as Platform;

/** Gives all sessions their platform; to be called once, before the first begins. */
export function providePlatform(given: Platform): void {
  Object.assign(platform, given);
}
