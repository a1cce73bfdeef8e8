/** Puts the kernels and the JupyterLab extension into a Python environment: all of it is copying files. */
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { ValueError } from "../errors";
import { logo } from "./logo";

const extensionName = "factorlab-jupyterlab";

interface KernelSpec {
  argv: string[];
  display_name: string;
  language: string;
  interrupt_mode: "signal" | "message";
}

/**
 * Writes the kernel specs `factorlab` and `tslab` (the stock kernel, for comparison).
 * @param prefix The environment's `sys.prefix`.
 * @returns The two folders.
 * @throws ValueError when the prefix or a part of the kernel is missing.
 */
export function installKernels(prefix: string): string[] {
  requireFolder("prefix", prefix);
  const kernels = join(resolve(prefix), "share", "jupyter", "kernels");
  return [
    writeSpec(join(kernels, "factorlab"), "TypeScript (Factorlab)", [kernelEntry(), "{connection_file}"]),
    writeSpec(join(kernels, "tslab"), "TypeScript (stock tslab)", [
      tslabEntry(),
      "kernel",
      "--config-path",
      "{connection_file}",
    ]),
  ];
}

/**
 * Copies the built extension into the environment; an older copy is replaced whole.
 * @param prefix The environment's `sys.prefix`.
 * @param from The built extension: the folder with its `package.json` and `static`.
 * @returns The folder that JupyterLab will find it in.
 * @throws ValueError when a folder is missing.
 */
export function installExtension(prefix: string, from: string): string {
  requireFolder("prefix", prefix);
  requireFile("from", join(from, "package.json"), "the folder of a built JupyterLab extension");
  const share = join(resolve(prefix), "share", "jupyter");
  const target = join(share, "labextensions", extensionName);
  // Beside labextensions, not in it: JupyterLab would list a half-written copy.
  const fresh = join(share, `.${extensionName}.new`);
  const old = join(share, `.${extensionName}.old`);
  for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(target), { recursive: true });
  cpSync(from, fresh, { recursive: true, dereference: true });
  writeFileSync(join(fresh, "install.json"), installNote(target));
  if (existsSync(target)) renameSync(target, old);
  renameSync(fresh, target);
  rmSync(old, { recursive: true, force: true });
  return target;
}

function installNote(target: string): string {
  const note = {
    packageManager: "npm",
    packageName: extensionName,
    uninstallInstructions: `Delete the folder ${target}`,
  };
  return JSON.stringify(note, null, 2) + "\n";
}

function writeSpec(folder: string, displayName: string, command: string[]): string {
  const spec: KernelSpec = {
    // Absolute paths: the kernel starts with whatever PATH Jupyter has, on Windows without .cmd files.
    argv: [process.execPath, ...command],
    display_name: displayName,
    language: "typescript",
    // Windows has no signal that reaches Node; there, waiting cells at least are stopped by a message.
    interrupt_mode: process.platform === "win32" ? "message" : "signal",
  };
  mkdirSync(folder, { recursive: true });
  writeWhole(join(folder, "kernel.json"), JSON.stringify(spec, null, 2) + "\n");
  writeWhole(join(folder, "logo-svg.svg"), logo);
  return folder;
}

/** Writes a file so that a reader sees the old text or the new, never a part. */
function writeWhole(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}

function kernelEntry(): string {
  const entry = join(__dirname, "kernel.js");
  requireFile("kernel", entry, "the built kernel; build the project first");
  return entry;
}

function tslabEntry(): string {
  try {
    return require.resolve("tslab/bin/tslab");
  } catch {
    throw new ValueError("tslab is not installed beside factorlab: run npm install tslab", {
      argument: "tslab",
      expected: "the npm package tslab",
    });
  }
}

function requireFolder(argument: string, folder: string): void {
  if (typeof folder === "string" && existsSync(folder)) return;
  throw new ValueError(`${argument}: there is no folder ${folder}`, {
    argument,
    actual: folder,
    expected: "an existing folder",
  });
}

function requireFile(argument: string, file: string, expected: string): void {
  if (existsSync(file)) return;
  throw new ValueError(`${argument}: ${file} is missing, expected ${expected}`, {
    argument,
    actual: file,
    expected,
  });
}
