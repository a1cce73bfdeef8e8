/** The npm package of this command, and the packages that its kernel needs. */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { packageFolder } from "../package";
import { CommandError } from "./errors";

export interface PackageJson {
  name: string;
  version: string;
  engines?: { node?: string };
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

export function readPackage(folder: string): PackageJson {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as PackageJson;
}

/** Whether a package manager installed the package; a checkout is built and used in its own folder. */
export function isInstalledPackage(folder: string = packageFolder): boolean {
  return folder.split(sep).includes("node_modules");
}

/** The built extension inside the package. */
export function extensionFolder(folder: string = packageFolder): string {
  return join(folder, "extension", "dist", "labextension");
}

/** The file that a kernel spec starts. */
export function kernelEntry(folder: string = packageFolder): string {
  return join(folder, "lib", "jupyter", "kernel.js");
}

/** The folder of a package that Node finds from another folder; undefined where it is not installed. */
export function findPackage(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return realpathSync(candidate);
    if (dirname(folder) === folder) return undefined;
  }
}

/** The names of the kernel's packages that npm left out. */
export function missingPackages(folder: string = packageFolder): string[] {
  const { dependencies, optionalDependencies } = readPackage(folder);
  const names = Object.keys({ ...dependencies, ...optionalDependencies });
  return names.filter((name) => findPackage(name, folder) === undefined);
}

/** Advice when packages are missing. */
export const missingAdvice: readonly string[] = [
  "They are optional, and npm leaves them out with --omit=optional or --no-optional. Install again without that:",
  "npm install factorlab --include=optional",
];

/** The system's error when zeromq's native part cannot be loaded; undefined when it can. */
export function zeromqComplaint(folder: string = packageFolder): string | undefined {
  try {
    createRequire(join(folder, "package.json"))("zeromq");
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  }
}

/** @throws CommandError when something that the kernel needs is missing, or the extension. */
export function requireKernelParts(folder: string = packageFolder): void {
  requireKernel(folder);
  requireFile(join(extensionFolder(folder), "package.json"));
}

function requireFile(file: string): void {
  if (existsSync(file)) return;
  throw new CommandError(`${file} is missing: this package is not built.`, ["In a checkout: npm run build"]);
}

/** @throws CommandError when something is missing that the kernel needs to run from this package; pip's has no extension. */
export function requireKernel(folder: string = packageFolder): void {
  const missing = missingPackages(folder);
  if (missing.length > 0)
    throw new CommandError(
      `The kernel needs npm packages that are not installed: ${missing.join(", ")}.`,
      missingAdvice,
    );
  requireFile(kernelEntry(folder));
  const complaint = zeromqComplaint(folder);
  if (complaint !== undefined)
    throw new CommandError(`zeromq, through which Jupyter and kernel talk, does not load: ${complaint}`, [
      `It comes ready-made for common systems; this is ${process.platform} ${process.arch}, Node ${process.version}.`,
      "A current Node from https://nodejs.org may help.",
    ]);
}
