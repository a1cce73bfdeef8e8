/** The specs of the Factorlab kernel that a Jupyter finds, and whether they can work. */
import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { userDataFolder } from "./data-folder";
import type { KernelSpec } from "./kernel-spec";
import type { Python } from "./python";
import type { System } from "./system";

export interface FoundSpec {
  /** The data folder that holds the spec. */
  data: string;
  file: string;
  argv: string[];
  /** Why the kernel cannot start; undefined when no problem was found. */
  problem?: string;
}

/** The data folders that a Jupyter looks into; the user's own folder where there is no Jupyter. */
export function dataFolders(python: Python | undefined, system: System): string[] {
  return python?.path ?? [userDataFolder(system)];
}

/** All specs named `factorlab`, in Jupyter's order; Jupyter uses the first one. */
export function findSpecs(python: Python | undefined, system: System): FoundSpec[] {
  return dataFolders(python, system).flatMap((data) => {
    const file = join(data, "kernels", "factorlab", "kernel.json");
    return existsSync(file) ? [readSpec(data, file)] : [];
  });
}

function readSpec(data: string, file: string): FoundSpec {
  let argv: unknown;
  try {
    ({ argv } = JSON.parse(readFileSync(file, "utf8")) as Partial<KernelSpec>);
  } catch (error) {
    return { data, file, argv: [], problem: `it cannot be read: ${String(error)}` };
  }
  if (!isStringArray(argv)) return { data, file, argv: [], problem: "it has no argv, the kernel's command" };
  return { data, file, argv, problem: problemOfCommand(argv) };
}

function isStringArray(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((part) => typeof part === "string");
}

function problemOfCommand(argv: readonly string[]): string | undefined {
  if (!argv.includes("{connection_file}")) return "its command leaves out {connection_file}";
  const missing = argv.slice(0, 2).find((path) => isAbsolute(path) && !existsSync(path));
  return missing === undefined ? undefined : `it starts ${missing}, which is not there any more`;
}
